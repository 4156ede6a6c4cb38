"""The ways in which a sentence says that a plan is not decided on, or that another is in force.

No list of words is enough: a status is said by a verb that is still to come, by a condition, by a
doubt, or by what is missing. So each way is a pattern of its own, with an example above it.
`tests/labelled/undecided.txt` holds sentences that must be found, and others that must not.
"""

import re
from collections.abc import Iterator

#: What may be decided on, where a sentence needs to speak of it.
_PLAN = r"(?:plan|revision|update|strategy|edition|version|document|wording|priorit(?:y|ies)|draft)"
#: Who decides.
_BODY = (
    r"(?:council(?:lors)?|cabinet|committee|executive|board|assembly|members|panel|scrutiny|mayor)"
)
#: To decide, in any form; and the noun of it.
_DECIDE = (
    r"(?:decid\w*|adopt\w*|approv\w*|agree\w*|endors\w*|ratif\w*|vot(?:e[sd]?|ing)|consider\w*"
    r"|accept\w*|pass(?:es|ed)?|sign(?:ed|s)? (?:it |this )?off|confirm\w*)"
)
_DECISION = (
    r"(?:decision|adoption|approval|agreement|endorsement|ratification|vote|consent|sign-off"
    r"|resolution|outcome|answer|verdict)"
)
_DECIDED = r"(?:decided|adopted|approved|agreed|endorsed|ratified|accepted|voted)"
#: What a body did, where it is not said what that was.
_DID = r"(?:did|said|resolved|concluded|chose|settled|happened|went)"
#: What a plan does once it holds.
_TAKE_OVER = (
    r"(?:replace|supersede|take\s+over|take\s+effect|come\s+into|take\s+its\s+place"
    r"|become\s+(?:the|final|binding))"
)
_SUBJECT = rf"(?:{_PLAN}|{_BODY}|{_DECISION})"
_GAP = r"(?:\W+\w+){0,%s}?\W+"


def _near(one: str, other: str, words: int = 4) -> str:
    """*one* and *other*, in either order, with at most so many *words* between them."""
    gap = _GAP % words
    return rf"\b{one}\b{gap}{other}s?\b|\b{other}s?\b{gap}{one}\b"


#: What is said of a decision that has not come.
_HOPED = (
    r"(?:outstanding|pending|expected|anticipated|awaited|hoped|deferred|postponed|delayed"
    r"|required)"
)

_WAYS = (
    # The proposed plan. The wording is proposed. A draft of the strategy.
    _near(r"(?:propos(?:ed|al|als|es)|drafts?|provisional|interim|unadopted|unapproved)", _PLAN),
    # Status: proposed.
    r"^(?:\W*+\w++){0,3}\W*+\b(?:proposed|proposal|draft|undecided|pending)\W*$",
    # Council is due to decide. It has yet to be agreed. To be confirmed.
    rf"\b(?:due|yet|still|set|scheduled|expected|about|going|has|have|hopes?|hoping|intends?|needs?"
    rf"|is|are)\s+to\s+(?:be\s+)?(?:\w+\s+)?{_DECIDE}\b",
    rf"\bto\s+be\s+(?:\w+\s+)?{_DECIDED}\b",
    # It was due at Council in July. It goes before the cabinet next month.
    rf"\bdue\s+(?:at|before|for|to\s+go|to\s+come)\b(?:\W+\w+){{0,3}}?\W+(?:{_BODY}|{_DECISION})\b",
    rf"\b(?:goes|going|will\s+go|is\s+to\s+go|will\s+come|will\s+be\s+(?:put|taken|sent|submitted"
    rf"|presented)|has\s+been\s+(?:put|taken|sent|submitted|presented|referred)|comes?|coming)\s+(?:to|before|up\s+to|in\s+front\s+of)\s+"
    rf"(?:\w+\s+){{0,3}}?{_BODY}\b",
    # It rests with the council. It is now before the cabinet.
    rf"\b(?:rests?|lies|sits?|remains?|stays?|is|are)\s+(?:now\s+|still\s+)?(?:with|before|up\s+to)"
    rf"\s+(?:\w+\s+){{0,3}}?{_BODY}\b",
    # The council meets in June to settle it. The council has not met.
    # The council, which decides in July. For the council to decide on. Before it decides.
    rf"\b{_BODY},?\s+(?:(?:which|who|that)\s+)?(?:meets|sits|votes|decides)"
    r"\s+(?:in|on|next|later|this|again)\b"
    # Not: The board meets in June and in December.
    rf"(?!\s+\w+(?:,\s+(?:in\s+)?\w+)*\s+and\s+(?:in|on)\s+\w+\b(?!.*\b(?:settle|{_DECIDE})))",
    rf"\bfor\s+(?:\w+\s+){{0,3}}?{_BODY}\s+to\s+(?:\w+\s+)?{_DECIDE}\b",
    rf"\bbefore\s+(?:it|they|(?:the\s+)?(?:\w+\s+)?{_BODY})\s+(?:decides?|votes?)\b",
    rf"\b{_BODY}\b.*?(?:\bnot|n['’]t)\s+(?:yet\s+)?(?:met|sat)\b",
    # A vote is expected. Adoption: outstanding. Council: date to follow. We await the minutes.
    _near(_DECISION, _HOPED, 5),
    rf"^(?=.*\b{_SUBJECT}\b).*\bto\s+(?:follow|come|be\s+announced)\W*$",
    rf"\b(?:awaits?|awaiting|waits?\s+for|waiting\s+for)\b(?:\W+\w+){{0,3}}?\W+"
    rf"(?:minutes?|{_BODY}|{_DECISION})\b",
    rf"\b{_BODY}\b.*?\b(?:expected|anticipated|likely|minded|hoped)\s+to\s+(?:back|support|clear"
    rf"|{_DECIDE})\b",
    # We would like the council to adopt it.
    rf"\b(?:would\s+like|wants?|wish(?:es)?|hopes?|urges?|invites?)\b.*?\b{_BODY}\b.*?\bto\s+"
    rf"(?:\w+\s+)?{_DECIDE}\b",
    # Council will decide in July. The cabinet may still change it.
    rf"\b{_BODY}\s+(?:will|would|may|might|could|can|must|should|shall)\s+(?:\w+\s+)?"
    rf"(?:{_DECIDE}|change|amend|reject)\b",
    # The plan would replace that of 2021. It will come into force.
    rf"^(?=.*\b{_PLAN}\b).*\b(?:will|would|is\s+to|(?:intended|meant|expected|planned)\s+to)\s+"
    rf"{_TAKE_OVER}\b",
    # Once adopted; if Council agrees; until a decision; subject to approval; awaiting a vote.
    r"\bif\s+(?:it\s+is\s+|they\s+are\s+|this\s+is\s+)?(?:adopted|approved|agreed|accepted|passed)\b",
    rf"^(?=.*\b(?:{_PLAN}|{_BODY})\b).*\b(?:if|once|until|till|unless|when|whenever|as\s+soon\s+as"
    rf"|should)\s+(?:\w+\s+){{0,5}}?(?:{_DECIDED}|decides?|adopts?|approves?|agrees?|accepts?|votes?|signs?)\b",
    rf"\b(?:await(?:s|ing|ed)?|pending|subject\s+to|waiting\s+for|waits\s+for|seek(?:s|ing)?"
    rf"|ahead\s+of|prior\s+to|ready\s+for)\s+(?:\w+\s+){{0,4}}?{_DECISION}\b",
    rf"\b(?:is|are)\s+(?:being\s+)?asked\s+to\s+(?:\w+\s+)?{_DECIDE}\b",
    rf"\bfor\s+(?:{_DECISION}|consultation)\b",
    # It was not adopted. No decision. Nobody has approved it. It is not final.
    rf"(?:\b(?:not|never|nobody|none|neither|no\s+one|no\s+body|without)|n['’]t)\b(?:\W+\w+){{0,4}}?"
    rf"\W+{_DECIDED}\b",
    rf"^(?=.*\b{_SUBJECT}\b).*(?:\bnot|n['’]t)\b(?:\W+\w+){{0,3}}?\W+confirmed\b",
    r"\bno\s+(?:\w+\s+)?(?:decision|adoption|approval|agreement|vote|resolution|minutes?)\b"
    r"(?!\s+(?:is|was|were)\s+(?:needed|required|necessary))",
    rf"^(?=.*\b{_SUBJECT}\b).*\bno\s+(?:\w+\s+)?(?:standing|force|effect)\b",
    r"\bnot\s+have\s+the\s+(?:force|standing|backing|consent)\b",
    r"\b(?:result|outcome|answer|decision|vote)\W+(?:is\s+|was\s+)?(?:not|never|yet)\b(?!\s+reported)",
    rf"(?:\bnot|\bno\s+record|n['’]t)\b(?:\W+\w+){{0,4}}?\W+(?:a|any|the|its)\s+{_DECISION}\b",
    r"\bnothing\b(?:\W+\w+){0,4}?\W+(?:adopted|approved|agreed|decided)\b",
    r"\b(?:adopted|approved|decided|agreed)\?",
    r"\b(?:fate|future|status)\b.*?\b(?:unknown|unclear|uncertain|open)\b",
    rf"\bneeds?\s+(?:\w+\s+){{0,3}}?{_BODY}(?:['’]s?)\s+\w+",
    r"(?:\bnot|n['’]t)\s+(?:yet\s+)?(?:final|settled|binding|in\s+force|in\s+effect|official)\b",
    r"\b(?:undecided|unconfirmed|unsettled)\b",
    rf"\b(?:it|this|here|words|text|{_PLAN})\s+(?:may|might|could|can)\s+(?:still\s+)?change\b"
    r"(?<!nothing in it may change)|\bsubject\s+to\s+change\b",
    # It is not known what was decided. We do not say that it was adopted.
    rf"(?:\b(?:not|never|nobody|cannot|no\s+one|no\s+(?:source|minutes?|record|document|paper))"
    rf"|n['’]t)\b(?:\W+\w+){{0,5}}?\W+(?:know[ns]?|says?|said|tells?|told|confirms?|confirmed|find"
    rf"|found|seen|sure|clear|certain|records?|shows?|read|heard)\b.*?\b(?:{_DECIDE}|{_DECISION})\b",
    # We cannot tell what the meeting resolved.
    rf"(?:\b(?:not|never|nobody|cannot|no\s+one)|n['’]t)\b(?:\W+\w+){{0,5}}?\W+(?:know[ns]?|says?"
    rf"|tells?|told|sure|seen|clear|certain|learn\w*)\b.*?\b(?:{_BODY}|meeting)\b\s+{_DID}\b",
    rf"\b(?:unknown|unclear|uncertain|unsure|open)\b.*?\b(?:{_DECIDED}|{_DECISION})\b",
    rf"\b{_DECISION}\b.*?(?:\b(?:not|never|nowhere)|n['’]t)\s+(?:\w+\s+){{0,2}}?(?:known|confirmed"
    rf"|clear|certain|found|seen|held|published|recorded|stated|read|in\s+the\s+part)\b",
    rf"\b{_DECISION}\b.*?\b(?:unknown|unclear|uncertain|unconfirmed|open|awaited|outstanding)\b",
    # Whether Council adopted it.
    rf"\bwhether\b(?:\W+\w+){{0,6}}?\W+(?:{_DECIDED}|adopts?|approves?|agrees?|decides?)\b",
    # Whether it took effect. The revision is a recommendation only.
    r"\bwhether\b(?:\W+\w+){0,6}?\W+(?:took|takes|has\s+taken|had\s+taken|came|comes)\s+"
    r"(?:effect|over|into\s+(?:force|effect))\b",
    r"\b(?:recommendation|suggestion|proposal)\s+only\b"
    r"|\b(?:only|merely|just|no\s+more\s+than)\s+a\s+(?:recommendation|suggestion|proposal|draft)\b",
    # What the council decided, or the minute, lies beyond the part we read.
    rf"\bwhat\b.*\b(?:{_DECIDED}|{_DID})\b.*?\b(?:beyond|outside|not\s+in)\s+(?:the|what)\b",
    rf"\b(?:minutes?|{_DECISION})\b.*?\b(?:beyond|outside|after|past|not\s+in)\s+(?:the|what)\b",
    # The plan of 2021 is still in force. The last one known to be in force.
    r"\b(?:still|remains?|stays?|continues?|last|until\s+then|meanwhile|for\s+now)\b.*?"
    r"\b(?:in\s+force|in\s+effect|in\s+use|applies|apply)\b",
    rf"\b{_PLAN}\b(?:\W+\w+){{0,3}}?\W+(?:in\s+use|in\s+force)\b.*?\b(?:of|from)\s+(?:\w+\s+)?\d{{4}}\b",
    # Under consideration. Out for consultation. Tell us what you think of it.
    r"\b(?:under|in)\s+(?:consideration|discussion|preparation|review)\b",
    rf"\bconsultation\b.*?\b(?:open|closes|ends|runs|{_PLAN})\b|\bout\s+(?:to|for)\s+consultation\b",
    r"\b(?:tell\s+(?:us|(?:the\s+)?\w+)\s+what\s+you\s+think|have\s+your\s+say)\b",
    rf"\bcomments?\s+on\s+(?:it|this|the\s+(?:\w+\s+)?{_PLAN})\b",
    rf"^(?=.*\b{_PLAN}\b).*\bout\s+(?:for|to)\s+(?:comment|consultation|readers)\b",
    rf"^(?=.*\b{_PLAN}\b).*\b(?:as\s+far\s+as\s+we\s+know|for\s+now|for\s+the\s+time\s+being)\b",
    r"\bwork\s+in\s+progress\b|\bbeing\s+(?:considered|decided|consulted|written|discussed)\b",
)
#: No sentence is longer than this, in letters.
_LONGEST = 1_000
_UNDECIDED = tuple(re.compile(way, re.I | re.S) for way in _WAYS)
#: A sentence about any revision and none in particular: what it says holds for ever.
_GENERAL = re.compile(
    r"\b(?:a|an|any|each|every)\s+(?:\w+\s+)?(?:revision|edition)\b"
    r"(?!.*\b(?:this|the\s+new\w*)\b)",
    re.I | re.S,
)
#: What has a decision or an outcome of its own, and other plans than this one.
_ELSEWHERE = re.compile(
    r"\b(?:outcome|result|answer|decision|verdict|agreement)s?\s+(?:of|in|on|from)\s+"
    r"(?:the|a|an|any|each|this|that|these|those)\s+(?:\w+\s+)?(?:trials?|pilots?|surveys?|stud(?:y|ies)"
    r"|cases?|investigations?|inquir(?:y|ies)|enquir(?:y|ies)|appeals?|bids?|counts?|tests?|searches"
    r"|projects?|inquests?|inspections?|applications?|tenders?|elections?)\b"
    r"|\b(?:housing|transport|travel|local|neighbourhood|climate|cycling|economic|health|wellbeing"
    r"|parking|waste|development|corporate|police\s+and\s+crime|policing|regional|national|county)"
    r"\s+(?:plan|strategy|framework)\b"
    r"|\bconsider\s+(?:\w+\s+)?(?:bids|applications|requests|complaints|offers|tenders|objections"
    r"|claims|appeals)\b",
    re.I,
)
#: What is said of messages to those who publish the site, of their answers, and of the site.
_AROUND_THE_SITE = re.compile(
    r"\b(?:confirm|check|accept|approv|consider)\w*\s+(?:\w+\s+){0,2}?(?:numbers?|lines?|address(?:es)?"
    r"|hours|messages?|emails?|complaints?|payments?|photographs?|links?)\b"
    r"|\b(?:agreement|consent)\s+of\s+(?:the|each|every|any)\s+(?:person|people|parents?|owner)\b"
    r"|\byour\s+consent\b"
    r"|\b(?:want|get|need|expect|have|send|give)s?\s+(?:you\s+)?an\s+answer\b"
    r"|\banswers?\s+(?:you|within|a\s+request|your\s+\w+)\b"
    r"|\b(?:what\s+you\s+think|have\s+your\s+say|comments?)\s+(?:of|on|about)\s+"
    r"(?:the\s+\w+\s+of\s+)?(?:this|the|our)\s+(?:web)?site\b"
    r"|\bchange\s+(?:this|the|its|our)\s+(?:\w+\s+)?(?:notice|policy|website|site)\b"
    r"|\b(?:version|document|draft)\s+of\s+(?:this|the|our)\s+(?:website|site|notice|statement)\b"
    r"|\bdraft\s+of\s+(?:your|a|the)\s+(?:message|email|letter)\b",
    re.I,
)
#: Sentences about what people send to those who publish the site, or about the site itself.
_ABOUT_THE_SITE = re.compile(
    r"^\W*(?:(?:what|whatever|everything|anything)\s+(?:that\s+)?(?:you|people|readers|residents)"
    r"\s+(?:send|write|tell\s+us|report)\b"
    r"|your\s+(?:\w+\s+)?(?:message|email|letter|report|complaint|request|comment|question|call|answer)s?\b"
    r"|(?:an?|each|every|all|any)\s+(?:\w+\s+)?(?:message|email|letter|complaint|request|question)s?\b"
    r"|(?:messages|emails|letters|complaints|requests|questions)\b"
    r"|comments\s+(?:on|about)\s+this\s+(?:page|site|website)\b"
    r"|(?:links\s+to|other)\s+(?:\w+\s+)?(?:websites|sites|pages)\b"
    r"|(?:the|this|our)\s+(?:\w+\s+)?(?:website|site|address|inbox|log)\b)(?P<rest>.*)",
    re.I | re.S,
)
#: What such a sentence does not speak of, unless it is about the plan after all.
_ABOUT_THE_PLAN = re.compile(
    rf"\b(?:{_PLAN}|{_DECIDE}|{_DECISION}|force|final|binding|official|status|change|open|until"
    rf"|before|clos\w+|propos\w+|minutes?|consultation)\b",
    re.I,
)
#: What is to come, denied, doubted or put under a condition.
_OPEN = (
    r"(?:not|no|nobody|nothing|none|never|neither|cannot|unknown|unclear|uncertain|open|will|would"
    r"|(?-i:may)|might|could|shall|should|must|expect\w*|hop\w+|need\w*|requir\w+|await\w*|wait\w*"
    r"|before|until|unless|if|once|next|yet|still|so\s+far|as\s+far\s+as|for\s+now"
    r"|draft|consult\w*|invit\w+|last|earlier|previous|newest|latest|discuss\w*|to\s+be"
    r"|would\s+like|blessing|intend\w*|plann\w+|whether|has\s+asked|silent|guess\w*|suggest\w*"
    r"|reject\w*|overturn\w*|rely|counts)"
)
#: What a sentence speaks of that is about the decision on the revision, and not only about it.
_ABOUT_A_DECISION = re.compile(
    rf"\b(?:{_BODY}|{_DECISION}|{_DECIDE}|minutes?|in\s+force)s?\b", re.I
)
_DOUBTFUL = tuple(
    re.compile(way, re.I | re.S)
    for way in (
        rf"^(?=.*\b(?:{_BODY}|{_DECISION}|revision|minutes?|adopt\w*|approv\w*|in\s+force)s?\b)"
        rf"(?=.*(?:\b{_OPEN}\b|n['’]t\b))",
        # The subject stands in the sentence before: its fate, what came of it.
        r"\b(?:came\s+of\s+it|become\s+of\s+it|its\s+fate)\b",
        rf"\b(?:whether|unless|rely|guess|reject(?:s|ed)?)\b.*\b{_PLAN}\b",
    )
)


def is_undecided(sentence: str) -> bool:
    """Whether *sentence* says in some way that the revision is not decided on."""
    if _GENERAL.search(sentence) or _is_about_the_site(sentence):
        return False
    own = _ELSEWHERE.sub("it", _AROUND_THE_SITE.sub("it", sentence))
    return any(way.search(part) for part in _parts(own) for way in _UNDECIDED)


def is_doubtful(sentence: str) -> bool:
    """Whether *sentence* may say so: it speaks of the plan, or of who decides, as of what is open.

    Many such sentences are true for ever, so they are only to be read again.
    """
    own = _AROUND_THE_SITE.sub("it", sentence)
    if _GENERAL.search(own) and not _ABOUT_A_DECISION.search(own):
        return False
    is_about_the_site = _is_about_the_site(sentence)
    return not is_about_the_site and any(
        way.search(part) for part in _parts(own) for way in _DOUBTFUL
    )


def _is_about_the_site(sentence: str) -> bool:
    """Whether *sentence* is about a message to us or about the site, and not about the plan."""
    found = _ABOUT_THE_SITE.match(sentence)
    if found is None:
        return False
    rest = _AROUND_THE_SITE.sub("it", found["rest"])
    return not _ABOUT_THE_PLAN.search(rest)


def _parts(sentence: str) -> Iterator[str]:
    """*sentence* where it is one; what is far longer in parts that overlap.

    These patterns look from one word for another behind it, which takes long in a long text.
    """
    for start in range(0, max(1, len(sentence) - _LONGEST // 2), _LONGEST // 2):
        yield sentence[start : start + _LONGEST]
