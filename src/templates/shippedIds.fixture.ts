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
const t07 = 'T07.1 T07.2 T07.3 T07.4 T07.5 T07.6 T07.7 T07.8 T07.9 T07.10 T07.11 T07.12';
const t29 = 'T29.1 T29.2 T29.3 T29.4 T29.5 T29.6';

export const shippedIds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	cj: { ...core, ...end },
	'cj-cin': { ...core, CIN: 'CIN1 CIN2 CIN3 CIN4 CIN5 CIN6 CIN7 CIN8', ...end },
	'cj-cp': { ...core, CP: 'CP1 CP2 CP3 CP4 CP5 CP6 CP7 CP8 CP9 CP10', ...end },
	'cj-cla': { ...core, CLA: 'CLA1 CLA2 CLA3 CLA4 CLA5 CLA6 CLA7 CLA8 CLA9 CLA10 CLA11 CLA12 CLA13', ...end },
	t07: { T07: t07, ...closers },
	t29: { T29: t29, ...closers },
	't07-dip': { T07: 'T07.1 T07.2 T07.3 T07.4 T07.8', ...closers },
	't29-dip': { T29: t29, ...closers }
};
