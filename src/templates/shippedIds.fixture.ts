/** The ids of every shipped question. An id outlives its wording: answers, findings and reports of years hang on it. */
const core = {
	CJ0: 'CJ0.1 CJ0.2 CJ0.3 CJ0.4a CJ0.4b CJ0.5a CJ0.5b CJ0.6a CJ0.6b CJ0.6c CJ0.6d CJ0.7 CJ0.8a CJ0.8b CJ0.9 CJ0.10 CJ0.11',
	CJ1: 'CJ1.1 CJ1.2 CJ1.3 CJ1.4 CJ1.5 CJ1.6',
	CJ2: 'CJ2.1 CJ2.2 CJ2.3 CJ2.4 CJ2.5 CJ2.6 CJ2.7 CJ2.8 CJ2.9',
	CJ3: 'CJ3.1 CJ3.2 CJ3.3 CJ3.4 CJ3.5 CJ3.6 CJ3.7 CJ3.8',
	CJ4: 'CJ4.1 CJ4.2 CJ4.3 CJ4.4 CJ4.5 CJ4.6 CJ4.7 CJ4.8',
	CJ5: 'CJ5.1 CJ5.2 CJ5.3 CJ5.4 CJ5.5 CJ5.6 CJ5.7',
	CJ6: 'CJ6.1 CJ6.2 CJ6.3 CJ6.4 CJ6.5 CJ6.6 CJ6.7',
	CJ7: 'CJ7.1 CJ7.2 CJ7.3 CJ7.4 CJ7.5',
	CJ8: 'CJ8.1 CJ8.2 CJ8.3 CJ8.4 CJ8.5',
	CJ9: 'CJ9.1 CJ9.2 CJ9.3 CJ9.4 CJ9.5',
	CJ10: 'CJ10.1 CJ10.2a CJ10.2b CJ10.2c CJ10.2d CJ10.3a CJ10.3b CJ10.4 CJ10.5'
};
const end = { CJ11: 'CJ11.3 CJ11.5a CJ11.5b' };
const closers = { X: 'X1 X2 X3' };
const plo = 'PLO1 PLO2 PLO3 PLO4 PLO5 PLO6 PLO7 PLO8 PLO9 PLO10 PLO11';

/** The themed sets, and after the colon what their short form keeps (the • rows). */
const themed: Readonly<Record<string, readonly [section: string, whole: string, short: string]>> = {
	t01: ['T01', 'T01.1 T01.2 T01.3 T01.4 T01.5 T01.6 T01.7a T01.7b T01.8 T01.9 T01.10', 'T01.1 T01.2 T01.3 T01.4 T01.8'],
	t02: ['T02', 'T02.1 T02.2 T02.3 T02.4 T02.5 T02.6 T02.7 T02.8 T02.9 T02.10', 'T02.1 T02.2 T02.3 T02.4'],
	t03: ['T03', 'T03.1 T03.2 T03.3 T03.4 T03.5 T03.6 T03.7', 'T03.1 T03.2 T03.3 T03.5'],
	t04: ['T04', 'T04.1a T04.1b T04.2 T04.3 T04.4 T04.5 T04.6 T04.7 T04.8', 'T04.1a T04.1b T04.2 T04.4'],
	t05: ['T05', 'T05.1a T05.1b T05.2 T05.3 T05.4 T05.5 T05.6 T05.7', 'T05.1a T05.1b T05.2 T05.6'],
	t06: ['T06', 'T06.1 T06.2 T06.3 T06.4 T06.5 T06.6 T06.7 T06.8 T06.9 T06.10', 'T06.1 T06.2 T06.4 T06.7'],
	t07: [
		'T07',
		'T07.1 T07.2 T07.3 T07.4 T07.5 T07.6 T07.7 T07.8 T07.9 T07.10 T07.11 T07.12',
		'T07.1 T07.2 T07.3 T07.4 T07.8'
	],
	t08: ['T08', 'T08.1 T08.2 T08.3 T08.4 T08.5 T08.6 T08.7', 'T08.1 T08.2 T08.3'],
	t09: [
		'T09',
		'T09.1 T09.2 T09.3 T09.4 T09.5 T09.6 T09.7 T09.8 T09.9 T09.10 T09.11 T09.12 T09.13 T09.14',
		'T09.1 T09.2 T09.5 T09.7 T09.8 T09.9'
	],
	t10: ['T10', 'T10.1 T10.2 T10.3 T10.4 T10.5 T10.6 T10.7 T10.8 T10.9 T10.10 T10.11 T10.12', ''],
	t11: ['T11', 'T11.1 T11.2 T11.3 T11.4 T11.5 T11.6 T11.7 T11.8', ''],
	t12: ['T12', 'T12.1 T12.2 T12.3 T12.4 T12.5 T12.6 T12.7 T12.8', 'T12.1 T12.2 T12.3 T12.5 T12.7'],
	t13: [
		'T13',
		'T13.1 T13.2 T13.3 T13.4 T13.5 T13.6 T13.7 T13.8 T13.9 T13.10 T13.11 T13.12a T13.12b',
		'T13.1 T13.2 T13.3 T13.6'
	],
	t14: ['T14', 'T14.1 T14.2 T14.3 T14.4 T14.5 T14.6 T14.7 T14.8 T14.9', 'T14.1 T14.2 T14.3 T14.4'],
	t15: ['T15', 'T15.1 T15.2 T15.3 T15.4 T15.5 T15.6 T15.7a T15.7b T15.8 T15.9 T15.10', 'T15.1 T15.2 T15.3 T15.4'],
	t16: ['T16', 'T16.1 T16.2 T16.3 T16.4 T16.5 T16.6 T16.7 T16.8', 'T16.1 T16.2 T16.3'],
	t17: ['T17', 'T17.1 T17.2 T17.3 T17.4 T17.5 T17.6 T17.7 T17.8 T17.9 T17.10', 'T17.1 T17.2 T17.3'],
	t18: ['T18', 'T18.1 T18.2 T18.3 T18.4 T18.5 T18.6 T18.7 T18.8 T18.9 T18.10', 'T18.1 T18.2 T18.3 T18.4 T18.5'],
	t19: ['T19', 'T19.1 T19.2 T19.3 T19.4 T19.5 T19.6', 'T19.1 T19.5'],
	t20: ['T20', 'T20.1 T20.2 T20.3a T20.3b T20.4 T20.5 T20.6 T20.7 T20.8 T20.9', 'T20.1 T20.2 T20.3a T20.3b T20.6'],
	t21: ['T21', 'T21.1 T21.2 T21.3 T21.4 T21.5 T21.6 T21.7 T21.8a T21.8b', ''],
	t22: [
		'T22',
		'T22.1a T22.1b T22.2 T22.3 T22.4 T22.5 T22.6 T22.7 T22.8 T22.9 T22.10',
		'T22.1a T22.1b T22.2 T22.3 T22.4 T22.5 T22.6'
	],
	t23: ['T23', 'T23.1 T23.2 T23.3 T23.4 T23.5 T23.6 T23.7 T23.8', ''],
	t24: ['T24', 'T24.1 T24.2 T24.3 T24.4 T24.5 T24.6 T24.7 T24.8 T24.9 T24.10', ''],
	t25: ['T25', 'T25.1 T25.2 T25.3 T25.4 T25.5 T25.6 T25.7', 'T25.1 T25.2 T25.3'],
	t26: ['T26', 'T26.1 T26.2 T26.3 T26.4 T26.5 T26.6 T26.7', 'T26.1 T26.2 T26.4'],
	t27: ['T27', 'T27.1 T27.2 T27.3 T27.4 T27.5 T27.6 T27.7 T27.8', 'T27.1 T27.2 T27.3'],
	t28: ['T28', 'T28.1a T28.1b T28.2 T28.3 T28.4 T28.5 T28.6', 'T28.1a T28.1b T28.2 T28.4'],
	t29: ['T29', 'T29.1 T29.2 T29.3 T29.4 T29.5 T29.6', 'T29.1 T29.2 T29.3 T29.4 T29.5 T29.6'],
	t30: ['T30', 'T30.1 T30.2 T30.3 T30.4 T30.5 T30.6 T30.7', 'T30.1 T30.2 T30.3 T30.5'],
	t31: ['T31', 'T31.1 T31.2 T31.3 T31.4 T31.5 T31.6', ''],
	t32: ['T32', 'T32.1 T32.2 T32.3 T32.4 T32.5 T32.6', ''],
	t33: ['T33', 'T33.1 T33.2 T33.3 T33.4 T33.5 T33.6 T33.7 T33.8', 'T33.1 T33.2 T33.3 T33.4'],
	t34: ['T34', 'T34.1 T34.2 T34.3 T34.4 T34.5 T34.6 T34.7 T34.8', '']
};

const borrowed: Readonly<Record<string, Readonly<Record<string, string>>>> = { t19: { PLO: plo } };
const borrowedShort: typeof borrowed = { t19: { PLO: 'PLO1 PLO2 PLO4 PLO6 PLO7 PLO8' } };

const variants: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'cj-eh': { EH: 'EH1 EH2 EH3 EH4 EH5 EH6 EH7 EH8 EH9' },
	'cj-fd': { FD: 'FD1 FD2 FD3 FD4 FD5 FD6 FD7 FD8 FD9 FD10' },
	'cj-cin': { CIN: 'CIN1 CIN2 CIN3 CIN4 CIN5 CIN6 CIN7 CIN8' },
	'cj-cp': { CP: 'CP1 CP2 CP3 CP4 CP5 CP6 CP7 CP8 CP9 CP10' },
	'cj-cla': { CLA: 'CLA1 CLA2 CLA3 CLA4 CLA5 CLA6 CLA7 CLA8 CLA9 CLA10 CLA11 CLA12 CLA13' },
	'cj-cl': { CL: 'CL1 CL2 CL3 CL4 CL5 CL6 CL7 CL8 CL9 CL10 CL11 CL12' },
	'cj-plo': { PLO: plo },
	'cj-fa': { FA: 'FA1 FA2 FA3 FA4 FA5 FA6 FA7 FA8 FA9 FA10' }
};

/** What a variant does not ask of the core. */
const leftOut: Readonly<Record<string, readonly string[]>> = {
	'cj-eh': ['CJ0.6d', 'CJ3.8'],
	'cj-fd': ['CJ0.6d', 'CJ2', 'CJ3.8', 'CJ5', 'CJ6']
};

function without(sections: Readonly<Record<string, string>>, gone: readonly string[]): Record<string, string> {
	return Object.fromEntries(
		Object.entries(sections)
			.filter(([id]) => !gone.includes(id))
			.map(([id, questions]) => [
				id,
				questions
					.split(' ')
					.filter((one) => !gone.includes(one))
					.join(' ')
			])
	);
}

export const shippedIds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	cj: { ...core, ...end },
	...Object.fromEntries(
		Object.entries(variants).map(([id, module]) => [id, { ...without(core, leftOut[id] ?? []), ...module, ...end }])
	),
	...Object.fromEntries(
		Object.entries(themed).map(([id, [section, whole]]) => [id, { ...borrowed[id], [section]: whole, ...closers }])
	),
	...Object.fromEntries(
		Object.entries(themed)
			.filter(([, [, , short]]) => short !== '')
			.map(([id, [section, , short]]) => [`${id}-dip`, { ...borrowedShort[id], [section]: short, ...closers }])
	)
};

/** Shipped retired, for councils that work by Family Help. */
export const reservedIds: typeof shippedIds = {
	'cj-fh': { ...core, ...variants['cj-eh'], ...variants['cj-cin'], ...variants['cj-cp'], ...end }
};
