"""Advice letters and other papers: a recommendation is composed into a letter, and a letter is rendered."""
