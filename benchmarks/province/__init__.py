"""A made-up province: a million firms of 39 facts × 1,000 policies, for our engine and for its peers.

figures   the firms, as a table of plain columns that every engine can read
policies  the policies, as plain trees that every engine can compile
ours      both in our words: a firm table and a library
polars_engine, duckdb_engine, openfisca_engine   the peers
run       who takes how long, each in a process of its own
"""
