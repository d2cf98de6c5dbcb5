"""What stands around the matter in a message of a chat: a greeting, where its sender lives."""

from __future__ import annotations

from nlp.reading.likeness import likeness
from nlp.reading.messages.words import take_apart
from nlp.reading.trimming import without_announcement

# What introduces somebody reads like neither an opinion nor a reply.
_MATTER_WORDS, _OTHER = 10, 0.5


def without_greeting(text: str) -> tuple[str, str]:
    """Return a message without a greeting or introduction of its own, and the home told there.

    Parameters
    ----------
    text : str

    Returns
    -------
    text, home : str
        The home is empty where the message doesn't tell it.
    """
    apart = take_apart(text)
    # With a comma behind it, a greeting is of the sentence ("Cho tôi hỏi, ...").
    alone = apart.lead.rstrip()[-1:] in tuple(".!:")
    if apart.text and apart.lead and alone and not tells_matter(apart.lead):
        text = text[text.find(apart.text) :]
    added = "\n".join(map(without_announcement, text.split("\n")))
    return added, apart.home if apart.lead else ""


def tells_matter(taken: str) -> bool:
    """Tell whether what looks like an introduction tells of a matter.

    Parameters
    ----------
    taken : str
        Such as ``"Cháu là công nhân, chủ trọ thu điện 4.200 một số."``.
    """
    long = len(taken.split()) >= _MATTER_WORDS
    return long and "," in taken and likeness(taken.partition(",")[2])["other"] < _OTHER
