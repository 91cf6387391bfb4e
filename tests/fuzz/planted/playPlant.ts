/** One plant in a process of its own: node playPlant.ts PLACE HISTORIES FROM; prints what was found as one line of JSON. */
import { plants } from './plants.ts';
import { loadWith } from './plantedSource.ts';

const [place = '0', histories = '50', from = '1'] = process.argv.slice(2);
const plant = plants[Number(place)];
if (plant === undefined) throw new Error(`there is no plant ${place}`);
loadWith(plant);
console.error = () => undefined;
const { EngineStage } = await import('../engine/playEngine.ts');
const { testDatabase } = await import('#lib/server/db/testDatabase.ts');
const stage = await EngineStage.on(await testDatabase());
const { failedSeed, violations, histories: played } = await stage.run(Number(from), Number(histories));
console.log(JSON.stringify({ failedSeed, played, first: violations[0] ?? null }));
process.exit(0);
