/** The sync battery (20,000 histories of the model, device and server under fire) is the next release's. */
console.error('The sync battery is not part of this release: it arrives with the next one.');
process.exitCode = 2;
