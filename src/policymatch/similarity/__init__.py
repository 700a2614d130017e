"""Text compared with text: what ranks and hints, and never decides.

near    pairs of policies that are one measure, published again or in a later edition
asked   what a policy asks, figures aside, and the places whose firms it is for
blocks  which policies to look at together: those with the nearest texts, or with the same rule
links   what the rules themselves say of how two policies stand to each other
"""
