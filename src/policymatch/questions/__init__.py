"""What to ask a firm next: the missing facts that could change a verdict, ranked by what they are worth.

asked      what a question is about
circuit    what is open in a condition, and which of its inputs can change what comes out
build      from a condition to its circuit
hangs      what one verdict hangs on
effort     how hard an answer is to get
worth      the documented formula of the ranking
question   a question with all that belongs to it
wording    the question in words
find       a recommendation → its questions
answers    an answer into a profile
session    an interview: question, answer, next question
"""

from policymatch.questions.asked import Asked
from policymatch.questions.effort import Effort
from policymatch.questions.find import questions_of
from policymatch.questions.question import Answer, Question
from policymatch.questions.session import Interview
from policymatch.questions.worth import Worth

__all__ = ["Answer", "Asked", "Effort", "Interview", "Question", "Worth", "questions_of"]
