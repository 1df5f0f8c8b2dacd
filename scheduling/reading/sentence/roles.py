"""Tells from the words around a date or time what it is for: the event, a deadline, the past, a bound, a correction."""

from __future__ import annotations

import re
from enum import StrEnum


class Role(StrEnum):
    """What a date or time in a sentence is for."""

    EVENT = "event"
    FROM = "from"
    UNTIL = "until"
    EXCEPT = "except"
    DEADLINE = "deadline"
    PAST = "past"
    SENT = "sent"
    OLD = "old"
    NEW = "new"
    NOTE = "note"
    END = "end"
    HOURS = "hours"
    ABSENCE = "absence"


#: Why a date with that role is no event, for people to read.
WHY = {
    Role.DEADLINE: "it reads as a deadline, not as an event",
    Role.PAST: "it reads as something that has happened",
    Role.SENT: "it says when something was sent or written",
    Role.OLD: "the text replaces it with another date",
    Role.HOURS: "it reads as opening or working hours",
    Role.ABSENCE: "it reads as somebody's absence",
    Role.NOTE: "it belongs to something beside the event",
    Role.EXCEPT: "the text leaves this date out",
}
_TAIL = r"[\s,:(]*(?:(?:on|by|at|the|of|midnight|noon|midday|close of (?:play|business)|cop|cob|eod|end of (?:play|the day|day)|latest|for)[\s,:(]*){0,4}$"
_BY = re.compile(
    r"(?:\bby|(?<!day )\bbefore|\bno later than|\bnot later than|\bahead of|\bin advance of|\bprior to|\bdeadline(?: date)?(?: (?:is|was|of|for [\w' ]{1,40}))?|\bdue(?: (?:in|back|date))?|\btarget(?: (?:date|resolution|completion|response|finish))|\bcloses?|"
    r"\bclosing(?: date)?(?: (?:is|for [\w' ]{1,40}))?|\bexpir(?:es?|ing|y)(?: date)?|\bvalid (?:until|to|till)|\brsvp|\bbook(?:ing)?s? (?:by|until|close[sd]?)|\bsales end|\bcut[- ]?off(?: date)?(?: is)?|\b(?:offer|sale|discount|deal|promotion|consultation|survey|registration|booking|enrolment|window|competition|voting|poll|vote)s? (?:ends?|closes?|finishes)|"
    r"\bearly[- ]bird[\w' £]{0,40}(?:until|till|to|ends?|offer|price|rate|tickets?)|\btickets? (?:are )?(?:available |on sale )?[^\w.;]{0,20}(?:until|till|to)|\bopen (?:until|till)|\bavailable (?:until|till)|"
    r"\b(?:on sale|go on sale|released?|open for (?:booking|registration)|registration (?:opens|closes|open|is open)|bookings? opens?(?: on [a-z]\w{2,20})?|tickets? go on sale|applications? (?:open|close)|nominations? (?:open|close)|survey (?:open|close)s?|voting (?:open|close)s?|sign[- ]?up (?:by|closes|until))(?: from| until| till)?)"
    + _TAIL
)  # fmt: skip
_UNTIL = re.compile(
    r"(?:\b(?:until|till) (?:the|our|my) [\w' ]{1,25} on|\buntil|\btill|\btil|\bto|\bup to(?: and including)?|\bthrough(?: to)?|\bends?|\bending|\bfinish(?:es|ing)?|\blast (?:session|one|meeting|date|class)(?: is| will be)?|^\s*-|^\s*→|\buntil the end of|\bto the end of|\bend(?:s)? date|\buntil end)[\s:(]*(?:(?:on|the|of|and including|including|at|w/c)[\s:]*){0,3}$"
)
_ALONE_UNTIL = re.compile(
    r"\b(?:year|quarter|period|months?) (?:to|ended|ending)[\s:]*$|\((?:to|up to)\s*$|\b(?:until|till|til|up to|up until)[\s:]*(?:(?:on|the|end of|at|midnight|noon|and including)[\s:]*){0,2}$"
)
_FROM = re.compile(
    r"(?:\bfrom|\bstart(?:s|ing|ed)?|\bbegin(?:s|ning)?|\bcommenc(?:es|ing)|\beffective(?: from)?|\bbetween|\bfirst (?:session|one|meeting|date|class)(?: is| will be)?|\bas (?:of|from)|\bstart date|\bkicks? off|\bonwards from)[\s:(]*(?:(?:on|the|from|of|w/c|at|in)[\s:]*){0,2}$"
)
_EXCEPT = re.compile(
    r"(?:\bexcept(?:ing)?(?: for)?|\bexcluding|\bexcl|\bapart from|\bother than|\bnot including|\bskip(?:ping)?|\bbut not|\bnot|\bno (?:session|meeting|class|clinic|group|training|drop-?in|choir|club|practice|rehearsal|call|huddle|one|lesson)s?|\bwith the exception of|\bminus|\bomitting|\bmissing|\bno session|\bwithout)"
    r"[\s:,(.]*(?:(?:on|the|in|for|week|of|over|at|during|w/c|that)[\s:]*){0,3}$"
)  # fmt: skip
_NOT = re.compile(
    r"(?:\bnot|\binstead of|\brather than|\breplac(?:es|ing)|\bwas|\bpreviously|\boriginally|\bformerly|\bused to be|\bold date|\bold time|\bhad said|\bno longer|\bwere|\bhad planned|\bhad booked|\b(?:we've|we have|i've|i have|have had to|had to|we|i) (?:moved?|rescheduled?|rearranged?|changed?|shifted?|postponed?)(?: the| our| my| this)?|\b(?:need|have|going|like|able|want|possible) to (?:move|rearrange|reschedule|cancel|postpone|change|shift)(?: the| our| my| this| your)?|\b(?:can|could|shall|should) (?:we|you|i) (?:please )?(?:move|rearrange|reschedule|cancel|postpone|change|shift)(?: the| our| my| this| your)?)[\s:(]*(?:(?:on|the|at|for|scheduled|planned|due|booked|advertised|down|arranged|to|be|held|going|meet|meeting|supposed|meant|have)[\s:]*){0,6}$"
)
_NEW = re.compile(
    r"(?:\b(?:moved?|moving|rescheduled?|reschedul(?:e|ing)|changed?|changing|shift(?:ed)?|switch(?:ed)?|push(?:ed)?(?: back| out)?|put back|brought forward|bring(?:ing)? forward|postponed|delayed|deferred|re-?arranged|re-?scheduled|swapped|swap)\b[\w' ]{0,30}?\b(?:to|until|till|for)|"
    r"\bnow(?: (?:on|at|be|being|taking place|starts?|starting|running|happening|meeting|held|be held|scheduled|going ahead|going to be|it's|its|is|from))*|\bwill now[\w' ]{0,40}?|\bnew (?:date|time|slot|day)(?:/time)?s?(?: (?:is|are|of|will be|has been (?:set|confirmed) (?:as|for)))?|\bcorrect(?:ion|ed)(?: date| time)?(?: (?:is|to))?|"
    r"\b(?:should|shd) (?:be|read|say|have (?:been|said|read))|\bi mean(?:t)?|\bi meant to (?:say|put)|\bmake (?:it|that)|\brevised(?: date| time)?(?: (?:is|to))?|\brearranged for|\bre-?scheduled for|\binstead(?: be| on| at)?|\b(?:sorry|apologies|oops)\s*[,:;.!-]|\bno,|\bno -|\bactually|\bwill instead be|\bfollowed by correct date|\b(?:so|but) we(?:'ll| will) (?:now )?(?:meet|do it|go for)[\w ]{0,10}|→|->)"
    r"[\s,:.!(-]*(?:(?:on|the|to|at|be|for|held|that's|that is|it's|is|i meant?|from|until|meant|should be|should read|a|place|taking|will|take|run|meet)[\s,:!-]*){0,6}$"
)  # fmt: skip
_MOVED_FROM = re.compile(
    r"\b(?:moved?|moving|rescheduled?|rescheduling|changed?|changing|shift(?:ed)?|switch(?:ed)?|swap(?:ped|ping)?|push(?:ed)?(?: back)?|brought forward|bringing forward|postponed|delayed|re-?arranged|put back|going)\b[\w' -]{0,40}?\bfrom[\s:]*(?:(?:the|on)\s)?$"
)
#: Between the hours of a journey: "07:32 Sheffield → 09:44 London".
_ONWARD = re.compile(r"\s(?!(?:now|new|moved|changed)\b)[a-z][\w .']{1,30}(?:→|->)\s*")
_INSTEAD = re.compile(r"^[\s,]*(?:(?:at|@|-|from)?[\s\d.:apm-]{0,12})(?:instead(?! of)|not\b|rather than)")
_PAST = re.compile(
    r"(?<!be )(?<!is )(?<!are )(?<!being )(?<!was )\b(?:painted|installed|fitted|repaired|replaced|mended|removed|cleaned|planted|built|donated|switched on|handed over|held|started|launched|presented|reviewed|discussed|published)\b(?![\w' ]{0,40}\b(?:will|is to be|are to be)\b)[\w' ]{0,30}$|"
    r"\b(?:we met|met|took place|took|went|happened|occurred|attended|wrote|emailed|received|updated|revised|signed|created|raised|logged|reported|printed|issued|amended|joined|retired|graduated|qualified|born|opened|last (?:met|seen|updated|reviewed|week(?! (?:of|in)))|dated|"
    r"your (?:e-?mail|letter|message|note) (?:of|from|dated)|letter (?:of|dated)|recording (?:of|from)|slides from|photos from|feedback (?:from|on)|write[- ]up (?:of|from)|report (?:of|from)|actions? from|thank(?:s| you)(?: (?:so|very) much)?(?: (?:all|everyone|both|again))* (?:for|to)|great to see|"
    r"lovely to see|good to see|nice to see|great to meet|following (?:on from|up on|the|our|your|up)|further to|ended|finished|visited|spoke|missed|since|as at|as of|correct (?:at|as)|copyright|©|registered|established|founded|"
    r"came into (?:force|effect|operation)|re-?opened|refurbished|unveiled|inaugurated|commissioned|renamed|appointed|elected|inspected|despatched|dispatched|shipped|took effect|royal assent|was|were|had been|has been held|we had|referred|admitted|discharged|seen|diagnosed|submitted|approved|ratified|accurate record|enjoyed|celebrated|came to|came along|who came|hosted|ran our|ran a|did you see|drawn on|arrived|landed|(?<!is )(?<!are )(?<!re )(?<!am )(?<!be )back on|way back|ago on|expired|lapsed|(?<=[a-z] )(?<!are )(?<!is )(?<!be )(?<!office )closed on|delivered)"
    r"\b(?![\w' ,]{0,60}\b(?:will|is to be|are to be|shall|next|going to)\b)(?:[\w' @&/()-]|(?<=\d)[.:](?=\d)|(?<=[ .(][a-z])\.){0,70}$|"
    r"\b(?:your|the) payment\b[\w' £.,\u0001]{0,30}\bon\s*$|\bafter the\s*$|"
    r"\blast (?:appraisal|review|inspection|service|visit|audit|check(?:ed|-?up)?|test(?:ed)?|training|supervision|appointment|contact|update|held|attended|cleaned|serviced)[\s:]*(?:(?:was|on)[\s:]*){0,2}$|"
    r"^\W*(?:draft |approved |unconfirmed )?(?:minutes|notes|action points)\s*[-:|,][\w' ,&|-]{0,60}$|"
    r"(?<!\d )\b(?:minutes|notes|actions) (?:of|from)\b[\w' @&/(),:-]{0,90}$|"
    r"\bhad (?:already |since |not )?(?:agreed|approved|met|noted|decided|heard|considered|resolved|endorsed|voted|asked|received|supported|reported)\b[\w' @&/()-]{0,80}$"
)  # fmt: skip
_DATED = re.compile(
    r"(?<!is )(?<!are )(?<!been )\b(?:booked|ordered|requested|submitted|placed|paid|accessed|retrieved|typed|dictated|downloaded|collected|completed) on[\s:]*$|"
    r"\b(?:invoice|order|issue|document|letter|print|version|report|birth|joining|admission|referral|incident|submission|creation|approval|policy|sample|test|scan|discharge|purchase|delivery|dispatch|booking) (?:date|dated)[\s:]*$|"
    r"(?<!be )(?<!being )\b(?:completed|turned (?:on|off)|checked|tested|cleaned|calibrated|trained|painted|fitted|removed|audited|surveyed|certified|collected|repaired|installed|inspected|serviced|resolved|fixed|signed off|approved (?:at|by) [\w ]{1,20}:|agreed (?:at|by) [\w ]{1,20}:)[\s:]*$|"
    r"\b(?:accessed|retrieved|downloaded)\s*$|"
    r"(?<!be )\b(?:issued|printed|logged|raised|created|modified|last updated|updated|reviewed|posted|received|sent|dated)[\s:]*(?:on)?[\s:]*$"
)
_AS_OF = re.compile(r"^\W*as (?:of|from)\s*(?:the\s)?$")
#: Begins the clause with the day that does suit.
_BUT = re.compile(r"\b(?:but|however|though|instead|could do|can do|how about|what about)\b")
_BAD = re.compile(
    r"(?:'s| is| looks| are)(?: a bit| really| just| too| pretty| very| looking| going to be)* (?:mad|full|rammed|hectic|chock-?a|busy|packed|tricky|difficult|a nightmare|impossible|manic|horrible|awful|booked up|no use)\b"
)
_USUAL = re.compile(
    r"\b(?:usual|usually|normal|normally|typically|regular|regularly|instead of|rather than|generally)\b[\w' ]{0,40}$"
)
_NARRATED = re.compile(
    r"(?:^|: |\bsir, |\bmadam, )\W*(?:on|at|at about|at around|around|about|during|in|last|over)\b.{3,60}?\b(?:failed|was|were|arrived|attended|called|rang|phoned|reported|found|fell|told|noticed|observed|witnessed|became|went|left|saw|spoke|asked|collapsed|broke|stopped|lost|had|did|received|visited|"
    r"waited|watched|walked|queued|travelled|tried|(?:i|we|he|she|they) [a-z]{3,}ed|complained|slipped|tripped|wrote|took|gave|got|heard|ran|returned|refused|suffered|sustained|experienced|responded|replied|discovered|crashed|tripped|activated|sounded|evacuated|declared|announced|won|opened|launched|hosted|welcomed|celebrated|raised|completed|signed|died|joined|retired)\b"
)
_AHEAD = re.compile(
    r"\b(?:will|shall|is|are|be|please|can|could|would|should|if|let's|must|may|might|you|please|going to|now|moved?|instead|rescheduled|postponed|cancell?ed|originally|due|planned|supposed|meant)\b|'ll\b"
)
_PAST_AFTER = re.compile(
    r"^,? (?:[a-z][\w']+ ){0,2}(?:(?!has\b|is\b|was\b|does\b)[a-z]+s|we|they|he|she|it|staff|people|everyone) (?!(?:moved|changed|postponed|cancelled|rescheduled|need|speed|feed|seed|embed|succeed|proceed|exceed|indeed)\b)[a-z]{3,}ed (?:the|a|an|\d+|our|their|his|her|over|more|for|to|at|it|us|them|in)\b|^ results\b|^[^.?!]{0,40}\b(?:came|turned up|took part|showed up|turnout|were present)\b|^[\s,)]*(?:was|were|went|proved|raised|brought in|attracted|drew|sold|marked|has now passed|has passed|saw|is now closed|attended by|as recorded|minutes|\(minutes|- minutes|, minutes|, vol\b|, col\b|\bhc \d)\b(?! (?:moved|changed|rescheduled|cancelled|postponed|going to|due|to be|meant))"
)
_DEADLINE_MOVED = re.compile(
    r"\b(?:deadline|closing date|cut[- ]?off)\b[\w' ]{0,40}\b(?:extended|moved|pushed|put back|changed|shifted|brought forward)\b[\w' ,:]{0,30}$"
)
_DEADLINE_AFTER = re.compile(
    r"^[\s,)]*(?:is the (?:deadline|closing|cut|last (?:day|date) (?:to|for))|deadline|at the latest|\(deadline|- deadline|, deadline|closing date|cut[- ]off)"
)
_LABEL = re.compile(
    r"^[\s•>#\d.)(-]{0,6}(?:(?P<sent>sent|received|created|modified|posted(?: on)?|published(?: on)?|last (?:updated|modified|reviewed|edited)|updated|date (?:raised|logged|received|sent|created|reported|of issue|issued|of birth|of incident|of referral|of letter|of admission|published|joined|requested|submitted|signed|printed)|raised(?: on| by)?|logged|printed|issued?|issue date|version(?: date)?|(?:incident|shift|event|visitor|duty|call|activity|daily|fault) log|delivered|dispatched|despatched|shipped|resolved|approved|ratified|adopted|endorsed|supersedes|superseded|amended|revised|reviewed|last saved|first issued|(?:approval|ratification|adoption|effective|implementation|publication|print|version|author(?:ed)?) date|date (?:approved|ratified|adopted|reviewed|revised|amended|written|prepared|effective|of approval|of birth)|d\.?o\.?b\.?|invoice date|order date|letter date|typed|dictated|booked on|order placed|ordered|requested|reported|opened|joined|started on|signed|document date|as at|report date|copyright|on (?:mon|tue|wed|thu|fri|sat|sun)\w*,? .{4,60}wrote)|"
    r"(?P<deadline>rsvp(?: by)?|deadlines?|closing date|due(?: date| by)?|expir(?:y|es)(?: date)?|sales end|bookings? closes?|tickets? (?:on sale )?until|refund\w*|reply by|respond by|register by|apply by|submit by|return by|next review(?: date| due)?|review (?:date|by|due)|target(?: (?:date|resolution|completion|response|finish|end))?|resolution (?:date|due|target)|sla|complet(?:e|ion) (?:by|date)|to be completed by|action by|papers (?:due|by|deadline)|submission deadline|cut[- ]?off|abstracts? (?:due|by|deadline)|early[- ]birds?(?: [a-z]+){0,2}(?=\s?(?::|until|till|ends?\b|by\b|closes?\b|to\b|-|£|\d))|last (?:date|day) (?:for|to)|nominations? (?:close|by|deadline)|applications? (?:close|by|deadline)|closes)|"
    r"(?P<hours>open(?:ing)? (?:hours|times)|office hours|opening|hours(?: of work)?|open|working (?:days|hours|pattern|week)|my working|i work|i normally work|i usually work|reception|switchboard|helpline|lines? (?:are |is )?open|surgery hours|visiting(?: hours| times)?|service hours|usual working|normal working|core hours|non[- ]working days?|my hours|days of work|part[- ]time|library hours|we(?:'re| are) open|contact hours|phone lines|shop hours|available hours|cover hours|desk hours))\b"
    r"(?=[\s:./(-]|$)"
)  # fmt: skip
_HOURS = re.compile(
    r"\b(?:open(?:ing)? (?:hours|times)|office hours|core hours|contact hours|working (?:days|hours|pattern)|lines? (?:are |is )?open|(?:extended|reduced|late[- ]night|late|weekend) (?:opening|hours)|opens? (?:from )?mon\w*\s?(?:-|to)|i (?:normally |usually |only |currently )?work\b|my (?:working )?(?:days|hours|week)|we(?:'re| are) open|office is open|phone lines|non[- ]working|(?:are|is|be) (?:usually |normally )?(?:open|closed)|is staffed|(?:nursery|school|office|reception|library|shop|café|cafe|pharmacy|box office|building|help ?desk|gym|pool|museum|surgery) (?:is |are )?open(?:s)?(?: from)?(?= \d)|is manned|hours are|available (?:mon|mond)|contracted|part[- ]time|(?:call|ring|phone|contact|e-?mail|get|reach|find|catch|get hold of) (?:us|me|our|on|your|the (?:office|team|desk|helpline|line|ward|clinic|department|switchboard|surgery|school|number|practice|box office|duty))\b(?! (?:to|if|when|know))|(?:contact|call|ring|phone|e-?mail|reach) [a-z][\w' ]{1,30} (?:on|at)(?= (?:\u0001|0\d))|(?:collected|picked up|returned|handed in|bought) (?:from|at|to) (?:the|our)|(?:manager|officer|co-?ordinator|administrator|assistant|secretary|director|practitioner|advis[eo]r|consultant|clerk|receptionist|chair|trainer|specialist|therapist|analyst|lead|librarian|matron|partner)\s\((?:days?: |works? )?(?:mon|tue|wed|thu|fri)[a-z]*(?:\s?(?:-|to|/|,|&|and)\s?(?:mon|tue|wed|thu|fri)[a-z]*)+|help ?desk|service desk|switchboard|support line)\b"
)
_ABSENCE = re.compile(
    r"^\W*(?:away on|on (?:annual )?leave|out of office|ooo\b|a/l\b|annual leave\b(?! (?:cover|carried|planning|requests?|policy|form|meeting|training|rota)))|\b(?:i'm|i am|i'll be|i will be|is|are|we're|she's|he's|they're|am) (?:currently |now |also )?(?:on (?:annual |a/l|maternity |sick |study )?leave|out of (?:the )?office|away|off sick|on holiday|not (?:in|around|available|free)|unavailable|busy|off)\b|\bcan't (?:do|make)\b|\bcannot (?:do|make)\b|\bout of office\b|\booo\b|\b(?:my|taking|booked) (?:annual )?leave\b|\bnot free\b|\bdoesn't work\b|\bdon't work\b|\bi'm not (?:free|around|in)\b|\b(?:doesn't|does not|isn't|won't) (?:work|suit)\b|\bunable to (?:do|make|attend)\b|\bno good\b|\bno can do\b|\bclash(?:es)? with\b"
)
_CANCEL = re.compile(
    r"(?<!leave )(?<!leave is )(?<!holiday )\b(?:cancell?ed|called off|postponed|abandoned|scrapped|withdrawn)\b|\b(?:is|are) off\b(?! limits)|\bno (?:meeting|session|class|clinic|group|training|huddle|stand-?up|drop-?in|club|choir|rehearsal|lecture|call|practice|service|coffee morning|lesson|webinar|forum|yoga|run|one|event)s?\b(?! (?:room|link|id|invite|papers|required|needed|until|before|will be longer))|"
    r"\b(?:not|n't) (?:be )?(?:running|happening|taking place|going ahead|meeting|held|on|run|take place|go ahead|meet|happen)\b|\bwill not (?:be )?(?:run|take place|go ahead|be held|meet|happen|running)|\bwon't (?:be |run|take|go|happen|meet)|\bstood down\b|\b(?:had|having|have|decided) to (?:cancel|postpone)\b|\b(?:cancel|postpon)\w*\b[\w' ()-]{0,60}\buntil further notice|\bnot going ahead\b"
)  # fmt: skip
#: `(the last one was cancelled)`: said of another event.
_ASIDE = re.compile(r"\([^()]{0,40}\b(?:last|previous|one|earlier|first|other|old|original)\b[^()]{0,40}\)")
_NO_TAIL = re.compile(
    r"[-:(,]\s*no (?!need|problem|charge|cost|book|ticket|limit|food|parking|prep|worries|agenda|later|experience|pressure|rush|obligation|phones?|slides|minutes|notes|visitors|bags|kit|cameras|pets|dogs|children|under|refunds|entry|access|smoking|alcohol|nuts|more|fewer|less|dress|jeans|excuses|laptops)[a-z][a-z ]{2,24}\)?\.?\s*$"
)
_IF = re.compile(
    r"\b(?:if|unless|in case|may be|might be|could be|can be|avoid|(?<!have )(?<!had )(?<!having )(?<!decided )to cancel|cancellation|in the event|should it be|or it will be|before it is|please cancel|cannot be)\b"
)
_NOTE_TIME = re.compile(
    r"\b(?:doors(?: (?:open(?:s|ing)?|at))?|registration(?: (?:opens?|from|and [\w ]{1,20}))?|reg|arriv(?:e|al|als|ing)(?: and [\w ]{1,20})?|coffee(?: and [\w ]{1,20})?|tea(?: and [\w ]{1,20})?|refreshments?|(?:light )?lunch(?: (?:is|will be))?(?: (?:served|provided|available))?|mince pies|cakes?|pizzas?|nibbles|wine|snacks|bacon (?:rolls|butties)|pastries|sandwiches|tea and cake|hot food|bbq|pre-?meet|sound ?checks?|breakfast|networking(?: from)?|drinks?|buffet|supper|sign[- ]?in|log[- ]?in|lobby opens?|waiting room opens?|set[- ]?up|gates(?: open)?|bar(?: opens?)?|check[- ]?in|meet(?:ing)? (?:outside|in reception)|join from|room (?:open|available|booked)|pre-?drinks|canapes|warm[- ]?up|last (?:entry|orders|admission|booking)s?|assemble|gather|muster|line up|food|(?:train|bus|coach|flight|minibus|ferry|taxi|plane)s?(?: (?:leaves?|departs?|is|arrives?|gets in))?)\b"
    r"[\w ,]{0,24}?[\s,:@-]*(?:(?:from|at|is|on|opens?|available|served|around|about|for)[\s:]*){0,4}$"
)  # fmt: skip
_NOTE_AFTER = re.compile(
    r"^[\s]*(?:[-–]\s?)?(?:\((?=\w+\)))?(?:for )?(?:doors?|registration|arrivals?|arrive|check[- ]?in|reg|sign[- ]?in|gates|coffee and registration|tea and registration|refreshments and registration)\b(?! (?:meeting|club|and learn|seminar|briefing|talk|session|event|webinar|lecture|party|with|time))"
)
_START_AFTER = re.compile(r"^[\s]*(?:sharp |prompt |for )?(?:start|kick[- ]?off|begin)\b")
_END_TIME = re.compile(
    r"\b(?:end(?:s|ing)?|finish(?:es|ed|ing)?|clos(?:e|es|ing)|conclud(?:es|ing)|over|done|(?<!is )(?<!are )(?<!re )(?<!welcome )back|wrap(?:s|ping)? up|depart(?:s|ure|ing)?|until|till|til|leave|carriages|home)(?: time)?[\s:]*(?:(?:by|at|around|about|approx|is|will be|no later than|for)[\s:]*){0,3}$"
)
_MUST_ARRIVE = re.compile(
    r"\b(?:must|should|need to|have to|to) (?:arrive|be received|reach us|be in|be with us|be returned|be submitted) (?:by|before|no later than)\s*$"
)
_TOLD_TIME = re.compile(
    r"\b(?:meeting|chair|hearing|session|committee|debate|court|council|panel|board|gate|ward|clinic|lift|alarm|call)\b[\w ]{0,20}\b(?:closed|ended|finished|concluded|adjourned|rose|opened|started|began|failed|rang)(?: the meeting)?(?: at)?\s*$"
)
_END_AFTER = re.compile(r"^[\s]*(?:finish|close|end|carriages|depart)\b")
_BY_TIME = re.compile(
    r"\b(?:by|before|after|no later than|free (?:from|after|until|at)|available (?:from|after|until)|call me (?:from|after|before)|not before|leave at|until i|from my)[\s:]*(?:(?:the|about|around)\s)?$"
)
_LEFT_OUT = re.compile(r"^[\s,]*(?:is |are )?(?:excluded|omitted|not included|left out)\b")
_FREE_UNTIL = re.compile(
    r"\b(?:free|available|booked|out|busy|away|gone|tied up|in meetings|in clinic|teaching) (?:until|till|from|after|before|up to)\s*(?:about |around )?$"
)
_MAIN_TIME = re.compile(
    r"\b(?:start(?:s|ing)?|begin(?:s|ning)?|meeting|kick[- ]?off|sit down|curtain(?: up)?|commenc(?:es|ing)|performance|dinner served|talk|talks|show|main)[\s:]*(?:(?:at|from|is|the|time|promptly|prompt)[\s:]*){0,3}$"
)


def label_role(line: str) -> Role | None:
    """The role that the label at the start of a line gives all its dates: `Sent:`, `RSVP by`, `Opening hours`."""
    match = _LABEL.match(line.lower())
    if match is None:
        return None
    if match["sent"]:
        rest = line[match.end() : match.end() + 12].lstrip()
        strong = (
            rest.startswith((":", "on", "by"))
            or line[: match.end()].strip().lower() in {"sent", "received"}
            or " " in match["sent"]
            or rest[:1].isdigit()
        )
        return Role.SENT if strong else None
    if match["deadline"]:
        return Role.DEADLINE
    return Role.HOURS if _hours_follow(line[match.end() :], match["hours"]) else None


def _hours_follow(rest: str, word: str) -> bool:
    if word in {"open", "opening", "hours", "reception", "helpline", "visiting"}:
        return bool(re.match(r"\s*(?::|-|mon|from mon|daily|every|\d|24)", rest.lower()))
    return True


def date_role(left: str, far: str, right: str, *, has_start: bool) -> Role:
    """What a date is for.

    `left`, `right`: the words between it and its neighbours; `far`: the sentence up to it; `has_start`: a start stands
    before it in the sentence.
    """
    left = left[-120:].lower()
    far = far[-120:].lower().replace("\u0001", " ")
    right = right[:80].lower()
    if _DEADLINE_MOVED.search(far):
        return Role.DEADLINE
    if _NEW.search(left):
        return Role.NEW
    if _EXCEPT.search(left) and not has_start:
        return Role.OLD if _NOT.search(left) else Role.EXCEPT
    if _EXCEPT.search(left):
        return Role.EXCEPT
    if _NOT.search(left):
        return Role.OLD
    if _LEFT_OUT.match(right):
        return Role.EXCEPT
    if _BY.search(left) or _DEADLINE_AFTER.search(right):
        return Role.DEADLINE
    if _UNTIL.search(left) and has_start:
        return Role.UNTIL
    if _ALONE_UNTIL.search(left):
        return Role.DEADLINE
    if _DATED.search(left):
        return Role.SENT
    if _AS_OF.match(far):
        return Role.FROM
    if _PAST.search(far) or _PAST_AFTER.search(right):
        return Role.PAST
    if _FROM.search(left):
        return Role.FROM
    if _INSTEAD.search(right) and "instead" in right[:30]:
        return Role.NEW
    return Role.EVENT


def time_role(left: str, right: str) -> Role:
    """What a time is for: the event, something before it, its end, or nothing to do with it."""
    left = left[-100:].lower()
    right = right[:50].lower()
    if _ONWARD.fullmatch(left):
        return Role.EVENT
    if _DEADLINE_MOVED.search(left):
        return Role.DEADLINE
    if _NEW.search(left):
        return Role.NEW
    if _NOT.search(left):
        return Role.OLD
    if _FREE_UNTIL.search(left):
        return Role.DEADLINE
    if _MUST_ARRIVE.search(left):
        return Role.DEADLINE
    if _TOLD_TIME.search(left):
        return Role.PAST
    if _MAIN_TIME.search(left) or _START_AFTER.search(right):
        return Role.EVENT
    if _END_TIME.search(left) or _END_AFTER.search(right):
        return Role.END
    if _NOTE_TIME.search(left) or _NOTE_AFTER.search(right):
        return Role.NOTE
    if _BY_TIME.search(left) or _BY.search(left):
        return Role.DEADLINE
    return Role.EVENT


def is_deadline(left: str) -> bool:
    """Whether a repeat after these words is when something is due: "claims must be in by the 5th of each month"."""
    return bool(_BY.search(left[-120:].lower()))


def is_narrative(sentence: str) -> bool:
    """Whether a sentence tells what happened: "On 12 January at 14:20 the lift failed"."""
    return bool(_NARRATED.search(sentence.lower())) and not _AHEAD.search(sentence.lower())


def is_bad(right: str) -> bool:
    """Whether what follows a date says that it does not suit: "Thursday is mad"."""
    return bool(_BAD.match(right.lower()))


def is_usual(far: str) -> bool:
    """Whether a repeat after these words is the habit that a date in the same sentence departs from."""
    return bool(_USUAL.search(far[-80:].lower()))


def is_moved_from(left: str) -> bool:
    """Whether "from A to B" after these words is a change and not a stretch."""
    return bool(_MOVED_FROM.search(left[-80:].lower()))


def is_cancelled(sentence: str, *, dated: bool) -> bool:
    """Whether a sentence says that something does not take place. `dated`: a date stands in it, so "no choir" at its end is one."""
    low = _ASIDE.sub("", sentence.lower())
    return bool(_CANCEL.search(low) or (dated and _NO_TAIL.search(low))) and not _IF.search(low)


def is_hours(sentence: str) -> bool:
    """Whether a sentence is about opening or working hours."""
    return bool(_HOURS.search(sentence.lower()))


def absence_in(sentence: str) -> int:
    """How far into a sentence its dates are those of somebody who is away or cannot come; 0 when it says no such thing."""
    low = sentence.lower()
    if not (match := _ABSENCE.search(low)):
        return 0
    other = _BUT.search(low, match.end())
    return other.start() if other else len(sentence)
