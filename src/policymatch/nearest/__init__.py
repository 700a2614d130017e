"""The nearest step: the smallest change of facts in the firm's own hands that would open a policy.

trial    the firm as it would be with some facts changed
reads    which facts a criterion hangs on, through definitions, that the firm could change
figures  the smallest change of one figure with which something holds
leaves   the changes of one fact that mend one criterion
points   tiers of several items that together reach a bar
solve    along the condition tree: what mends an `all`, an `any`, a `not`
size     how large a change is
change   what a step is made of
told     changes put into words
steps    the steps of a match: solved, tried on the whole policy, made as small as can be
road     the rungs from 科技型中小企业 to 小巨人
cliff    limits whose passing would cost the firm a relief
"""

from policymatch.nearest.change import Change, Direction, Step
from policymatch.nearest.cliff import Cliff, Loss, cliffs_among, cliffs_of
from policymatch.nearest.road import Road, Rung, road_in, road_of
from policymatch.nearest.steps import Alternatives, nearest_steps, steps_of

__all__ = [
    "Alternatives",
    "Change",
    "Cliff",
    "Direction",
    "Loss",
    "Road",
    "Rung",
    "Step",
    "cliffs_among",
    "cliffs_of",
    "nearest_steps",
    "road_in",
    "road_of",
    "steps_of",
]
