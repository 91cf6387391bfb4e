/** 1024 plain words, none longer than six letters, that are easily heard, spelt and typed on a tablet. */
export const words: readonly string[] = (
	'able acorn acre actor adapt adder after again agile alarm album alder alert alive alley alloy almond aloft ' +
	'alone along alpha amber amble ample anchor angle ankle annual anvil apple apron arbor arch arena argue ' +
	'arise arrow artist ashen aside aspen aster attic audio august autumn avenue award aware awning bacon badge ' +
	'badger baker ballet balmy bamboo banana banjo banner barge barley barn baron barrel basil basin basket ' +
	'batch bathe baton beach beacon beads beagle beaker beam bean bear beaver became beech beetle began begin ' +
	'belfry bell bench berry bicker bike birch bird bishop bison blade blaze blend bliss block bloom blue ' +
	'bluff board boat bobbin bold bolt bonus book boot border botany bottle bounce bowl bowler brace braid ' +
	'brain branch brass brave bread breeze brick bridge bright brisk broad bronze brook broom brown brush ' +
	'bubble bucket budget bugle build bulb bundle burrow butter button cabin cable cactus cake calm camel ' +
	'camera camp canal canary candle canoe canvas canyon caper carbon cargo carol carpet carrot carry carve ' +
	'castle cater cattle cause cavern cedar cello cement census cereal chain chair chalk champ change chapel ' +
	'charm chart chase cheek cheer cheese cherry chess chest chief chime chin choir chorus cider cinder cinema ' +
	'circle circus citrus city civic claim clamp class claw clay clean clear clever cliff climb clinic cloak ' +
	'clock cloth cloud clover clown coach coast cobalt cocoa coffee coil coin collar colony column comet comic ' +
	'common condor copper coral cord corn corner cosmic cotton couch cougar count county cousin cover cradle ' +
	'crane crater crayon cream credit creek cress crest crisp crocus crown cruise crumb cube cuckoo cupola ' +
	'curl curve cycle cygnet cymbal daily dairy daisy dancer dapper daring data dawn decade decent decide deep ' +
	'deer delta denim depot derby desert desk detail dial diary diesel digit dinner dipper direct disco dish ' +
	'ditch diver dock domain dome donkey donor door double dough dove dozen draft dragon drama drape dream ' +
	'dress drift drill drink drive drum duck duet dune dusk dwell eager eagle early earth easel east easy ' +
	'echo edge edit eight elbow elder elect elite elm emu enamel endive energy engine enjoy enough entry envoy ' +
	'epoch equal equip errand escape essay estate even event exact exam expert extra fabric facet factor fair ' +
	'falcon family famous fancy farm farmer fast feast felt fence fern ferry fiddle field fig figure filter ' +
	'final finch finder finger finish fire firm first fish flag flame flare flask fleece fleet flint float ' +
	'flock flood floor floral flour flower fluent flute focus foggy foil folder folk forest forge fork format ' +
	'fort forty forum fossil found fox frame free fresh friend frost fruit fuel funnel future gable galaxy ' +
	'galley gallop game gander garden garlic garnet gate gather gazebo gecko gem gentle geyser giant ginger ' +
	'glad glass glaze gleam glide globe glove glow gnome goat gold golf goose gopher gorge grace grade grain ' +
	'grape graph grass gravel great green grid grin grotto ground group grouse grove guess guest guide guitar ' +
	'gull gusto habit hamlet hammer handle hardy harp hatch haven hawk hazel heart heath hedge helium helmet ' +
	'herald herb herd heron hill hinge hippo hobby hockey holly honest honey hood hoop hope horn horse hotel ' +
	'hound hour house hover humble hunter hurdle hybrid hymn icicle icing idea igloo image inch index indigo ' +
	'ink inlet input insect inside iris iron island item ivory ivy jacket jaguar jam jelly jersey jetty jewel ' +
	'jigsaw jockey jogger joiner jolly joy juggle juice jumper jungle junior kale kayak keen keeper kelp ' +
	'kennel kettle key kind king kiosk kite kitten kiwi knee knit koala label lace ladder lagoon lake lamb ' +
	'lamp lapel larch large lark latch lather laurel lava lawn layer leader leaf league learn ledge legend ' +
	'lemon lens lentil lesson letter level lever lichen lido light lilac lily limber lime linen lion liquid ' +
	'list little lively lizard llama loaf lobby local locket lodge logic loom lotus loud lounge loyal lucky ' +
	'lunar lunch lupin lynx lyric magnet magpie mallet mango manor maple marble march margin marine market ' +
	'marlin maroon marsh mason match matrix matter meadow medal medley mellow melody melon member menu merit ' +
	'metro mild mile milk mill mimic mint mist mixer moat model month moon moose moss motel motor mound mouse ' +
	'mule mural music navy near neat nest night nine noble noon north notch note novel nudge oak oasis oat ' +
	'oboe ocean offer olive omega onion onset opal open opera orbit order organ otter outer oval oven owl ' +
	'owner oxide page paint palm panda panel pansy paper park party pasta patch path patio pause peach peak ' +
	'pear pearl pedal perch petal phase phone photo piano piece pilot pine pint pipe pitch pivot pixel plank ' +
	'plant plaza plum plume poem poet point polar polka pond pony poppy porch port press pride prime print ' +
	'prism prize proof proud prune pulse punch pupil quail quay queen quest quick quiet quill quilt quiz ' +
	'quota radar radio raft rail rain rally ranch rapid raven reach ready real reed reef relay relic reset ' +
	'resin retro rhino rhyme rice rider ridge ring river road roast robin robot rodeo roof room root rope ' +
	'rose rotor round route rover royal ruby rugby ruler rural sage sail salad salsa salt sand satin sauce ' +
	'scale scarf scoop score scout seal seed seven shade shape share shark sheep shelf shell shine ship shirt ' +
	'shore short shrub silk skill sky slate sleek sleet slice slide sloop slope smile snack snail soap soda ' +
	'sofa solar solid sonar sound soup south space spade spark speak spice spoke spoon sport squid staff stage ' +
	'stamp stand star state steam steel stem step stone stool stork storm story stove straw style sugar suit ' +
	'sunny super surf swan sweet swift swim swing syrup tango teddy tempo tent theme thorn three thyme tidal ' +
	'tiger tile title toast tonic topaz topic torch total tower town track trade trail train treat tree trek ' +
	'tribe trout truck true trunk trust tulip turbo tweed twig twin twist uncle under union unit upper urban ' +
	'usher value vault verse video vine viola visit vivid voice wagon waltz warm water wave weave wedge week ' +
	'west whale wheat wheel whisk white wild wolf wool world woven wren wrist yard yarn year yeast yodel ' +
	'young zebra zero zinc zone '
)
	.trim()
	.split(' ');
