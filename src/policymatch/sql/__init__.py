"""A policy's condition as SQL, so that a warehouse can select candidates itself (needs the extra `sql`).

columns     which columns the firm table has
left        what SQL does not say, and why
build       Kleene logic, literals and cases in sqlglot's nodes
terms       one end of a number, exact
figures     both ends: comparison and arithmetic
ask         the question: day, tables, record at hand
facts       columns → everything that a number or day may be
constant    what is the same for every firm
words       criteria on words, codes, lists, yes or no
dates       criteria on days
gathered    records gathered into one row for each firm
records     counts and sums of records
honours     honours held
numbers     formulas
truths      conditions
candidates  a policy → SELECT
statement   the text of a dialect, with comments

What is selected is a superset: a firm that SQL calls eligible is eligible, and one that it leaves out is
ineligible. `candidates` and `statement` are loaded with sqlglot, when they are first used.
"""
