"""An invented city: firms that do not exist, and the workbooks in which five departments would hold them.

trades    what firms of the city do, and how large firms of a trade are
names     invented names, credit codes and addresses
firm      one firm as it truly is
people    how a firm is made from a source of chance: figures, honours, projects, loans
mistakes  what goes wrong in departments: keys, duplicates, contradictions, cells that cannot be read
books     how workbooks are written, byte for byte the same each time
offices   one file for each department's workbook
expected  the truth and the mistakes, for tests
"""
