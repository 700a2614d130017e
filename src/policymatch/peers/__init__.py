"""Similar firms: those most like a firm, and what they qualify for that it does not yet.

features  what is compared, how much it weighs, on which scale figures are
words     how much a word says about what a firm does
traits    one feature made ready to be compared, and how far apart two of them are
read      from a firm on a day to its traits
distance  the features together: Gower's coefficient
told      features put into words
model     what comes of it: peers, and the policies that they get
find      the nearest among many firms
"""

from policymatch.peers.distance import Likeness
from policymatch.peers.find import peers_of
from policymatch.peers.model import Peer, PeerPolicy, Peers, Way

__all__ = ["Likeness", "Peer", "PeerPolicy", "Peers", "Way", "peers_of"]
