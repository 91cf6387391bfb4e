import t01 from './t01.json' with { type: 'json' };
import t02 from './t02.json' with { type: 'json' };
import t03 from './t03.json' with { type: 'json' };
import t04 from './t04.json' with { type: 'json' };
import t05 from './t05.json' with { type: 'json' };
import t06 from './t06.json' with { type: 'json' };
import t07 from './t07.json' with { type: 'json' };
import t08 from './t08.json' with { type: 'json' };
import t09 from './t09.json' with { type: 'json' };
import t10 from './t10.json' with { type: 'json' };
import t11 from './t11.json' with { type: 'json' };
import t12 from './t12.json' with { type: 'json' };
import t13 from './t13.json' with { type: 'json' };
import t14 from './t14.json' with { type: 'json' };
import t15 from './t15.json' with { type: 'json' };
import t16 from './t16.json' with { type: 'json' };
import t17 from './t17.json' with { type: 'json' };
import t18 from './t18.json' with { type: 'json' };
import t19 from './t19.json' with { type: 'json' };
import t20 from './t20.json' with { type: 'json' };
import t21 from './t21.json' with { type: 'json' };
import t22 from './t22.json' with { type: 'json' };
import t23 from './t23.json' with { type: 'json' };
import t24 from './t24.json' with { type: 'json' };
import t25 from './t25.json' with { type: 'json' };
import t26 from './t26.json' with { type: 'json' };
import t27 from './t27.json' with { type: 'json' };
import t28 from './t28.json' with { type: 'json' };
import t29 from './t29.json' with { type: 'json' };
import t30 from './t30.json' with { type: 'json' };
import t31 from './t31.json' with { type: 'json' };
import t32 from './t32.json' with { type: 'json' };
import t33 from './t33.json' with { type: 'json' };
import t34 from './t34.json' with { type: 'json' };

/** The themed sets as they are written, before their closers and what they borrow (question-sets.md 2.3). */
export const themedSets: readonly unknown[] = [
	...[t01, t02, t03, t04, t05, t06, t07, t08, t09],
	...[t10, t11, t12, t13, t14, t15, t16, t17, t18],
	...[t19, t20, t21, t22, t23, t24, t25, t26, t27],
	...[t28, t29, t30, t31, t32, t33, t34]
];
