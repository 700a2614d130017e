"""Intake: from workbooks, files and databases as they are to firms.

table     what readers give: the cells of one sheet, row by row
layout    where in a sheet the header and the data are, and what is neither
headers   what a column is, by its header
mapping   what each column of each file is, as a file that the user corrects and pins
lines     the cells of a mapped sheet, each with the column it belongs to
"""
