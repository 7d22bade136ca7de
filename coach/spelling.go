package coach

import (
	"slices"
	"strings"
)

// spelling mends slips of the pen in words that signs are made of. A word that is
// known as it stands is never taken for a slip.
type spelling struct {
	known     map[string]bool
	byInitial map[byte][]spelled
}

// mendable is how many letters a word must have to be mended: shorter ones are too
// close to others.
const mendable = 4

// ordinary are words that are one letter from one of a sign and mean what they say.
var ordinary = patterns("spent|spend|tent|bent|cheat|cheats|chess|crest|chase|chose|cheap|cheaper|right|might|light|night|sight|fight|tights|heard|heath|hearts|hearty|fainter|paint|paints|paining|pan|plain|plains|plank|planks|heads|heavier|breast|breath|bread|breadth|breathe|weeks|weekly|weekend|speed|watch|worse|worth|words|world|works|worst|whole|while|front|floor|flood|think|thing|things|thinks|drunk|drank|tight|sweet|sweets|swear|sweater|sport|spots|shirt|short|shorts|shift|stuff|state|store|stores|store|score|scored|scorer|core|more|bored|board|boring|burning|training|turning|running|learning|earning|burped|burpee|burpees|pressing|dressing|presses|collagen|stance|stands|stand|steps|steep|sleep|sheep|chart|charts|shred|shape|share|shake|shakes|stake|steak|steaks|streak|stock|stick|stone|strong|string|strength|straight|stretching|slimming|spinning|swimming|winning|wining|pulled|pulls|pulse|puffs|purse|merged|purely|surge|serve|carve|curve|carbs|curls|calls|called|halves|handle|sandals|cramp|clamp|champ|class|glass|grass|gross|cross|crash|crush|brush|trash|fresh|flesh|flash|flush|black|block|blocks|blocked|brown|grown|crown|drown|frown|brow|bowl|bowel|towel|vowel|powder|power|tower|lower|slower|shower|flower|tower|lifted|listed|limit|limits|bloom|blood|brood|broad|being|begin|began|bring|brings|thick|trick|track|tracks|trace|traces|grace|place|plate|plates|plane|plans|plant|plants|leaning|leaking|lacking|looking|locking|leading|leaving|feeling|healing|dealing|peeling|sealing|stealing|falling|failing|filling|calling|killing|pulling|rolling|willing|telling|selling|swelling|dwelling|spelling|smelling|test|tests|taste|toast|roast|boast|coast|cost|costs|lost|last|list|lists|list|least|feast|beast|yeast|east|nurse|horse|house|mouse|mouth|month|months|south|north|tooth|teeth|death|deaths|dealt|health|wealth|healthy|heath|hearth|earth|years|bears|tears|fears|gears|beers|reach|teach|beach|bench|bend|bunch|lunch|punch|pinch|pitch|watch|match|catch|batch|hatch|patch|since|score|spore|sure|source|course|cause|pause|phase|phrase|praise|raise|raises|arise|rinse|rise|price|prize|pride|bride|guide|slide|wide|side|sides|sites|spine|shine|share|chair|charm|alarm|swarm|storm|stare|start|starts|stars|scars|scarf|scare|score|smart|small|stall|shall|shell|smell|spell|swell|dwell|stool|spoon|swoon|moon|soon|lemon|melon|salmon|sermon|human|woman|women|party|dirty|forty|sorry|worry|carry|marry|merry|berry|ferry|fairy|dairy|daily|nearly|yearly|early|rarely|barely|really|realy|rally|ally|alley|valley|volley|money|honey|monkey|turkey|whey|where|there|these|those|three|threw|throw|shrew|screw|crew|drew|grew|flew|knew|known|shown|grown|blown|flown|own|down|town|gown")

// spellingOf learns the words of every part.
func spellingOf(parts []part) spelling {
	s := spelling{known: map[string]bool{}, byInitial: map[byte][]spelled{}}
	for _, word := range ordinary.parsed()[0][0].words {
		s.known[word.stem] = true
	}
	for _, p := range parts {
		for _, phrase := range p.phrases {
			for _, choice := range phrase {
				for _, word := range choice.words {
					if !s.known[word.stem] && len(word.stem) >= mendable && p.name != "idiom" {
						s.byInitial[word.stem[0]] = append(s.byInitial[word.stem[0]], word)
					}
					s.known[word.stem] = true
				}
			}
		}
	}
	return s
}

// mended returns the word that is meant: itself when it is known, or the one that
// it is a slip of.
func (s spelling) mended(word string) string {
	if len(word) < 4 || s.known[word] || learned().knows(word) {
		return word
	}
	alike := s.byInitial[word[0]]
	if slices.ContainsFunc(alike, func(want spelled) bool { return want.prefix && strings.HasPrefix(word, want.stem) }) {
		return word
	}
	for _, want := range alike {
		begins := want.prefix && len(want.stem) >= lonelyWord && len(word) > len(want.stem)
		if slipped(word, want.stem) || begins && slipped(word[:len(want.stem)], want.stem) {
			return want.stem
		}
	}
	return word
}
