"""A workbook to fill in: generated from the vocabulary, and read back by its headers without guessing.

blanks    one blank: a fact with its year, basis and unit, and the header that says all of that
choose    which blanks a form has: everything, or what given policies or the open verdicts of a firm wait for
told      what stands beside a blank for people: explanation, example, words to choose from, source
fill      what is known already, as a cell holds it
mapping   the pinned mapping that travels inside the workbook
workbook  a form → a workbook (openpyxl); `style` is how it looks
own       recognises a workbook that was made here
"""

from policymatch.intake.template.blanks import Blank, Form, Sheet
from policymatch.intake.template.choose import everything, waited_for
from policymatch.intake.template.own import own_mapping
from policymatch.intake.template.workbook import save_template

__all__ = ["Blank", "Form", "Sheet", "everything", "own_mapping", "save_template", "waited_for"]
