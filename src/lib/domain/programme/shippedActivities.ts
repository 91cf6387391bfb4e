import type { Day } from '../shared/dates.ts';
import { wholeCaseload, type Activity } from './Activity.ts';

export const shippedIds = ['plans-25', 'weekly-contacts', 'supervision-folders', 'child-journey'] as const;
export type ShippedId = (typeof shippedIds)[number];

type Shipped = { readonly id: ShippedId; readonly activity: Omit<Activity, 'startsOn'> };

/** The programme out of the box: what the papers name, each a line that one tap puts in place. */
const shipped: readonly Shipped[] = [
	{
		id: 'plans-25',
		activity: {
			name: 'Bi-annual 25 plans',
			template: 't07',
			roles: ['auditor', 'team-manager', 'service-manager'],
			// C5.8: a bi-annual themed audit of 25 plans, across child in need, child protection, care and pathway plans.
			number: 25,
			share: 'together',
			period: 'half-year',
			days: 20,
			restMonths: [],
			cases: {
				...wholeCaseload,
				plans: ['child-in-need-plan', 'child-protection-plan', 'care-plan', 'pathway-plan'],
				groupsBy: 'planType'
			}
		}
	},
	{
		id: 'weekly-contacts',
		activity: {
			name: 'Weekly audit of contacts',
			template: 't01',
			// C1.2: weekly by the service manager, the outcome to QA.
			roles: ['service-manager'],
			number: 5,
			share: 'together',
			period: 'week',
			days: 5,
			restMonths: [],
			cases: { ...wholeCaseload, stages: ['contact', 'referral', 'early-help'], groupsBy: null, months: 0 }
		}
	},
	{
		id: 'supervision-folders',
		activity: {
			name: 'Monthly supervision folders',
			template: 't09',
			// C6.1: monthly, with quarterly reporting. The folder is that of the worker of the case drawn.
			roles: ['service-manager', 'head-of-service'],
			number: 20,
			share: 'together',
			period: 'month',
			days: 20,
			restMonths: [],
			cases: { ...wholeCaseload, months: 0 }
		}
	},
	{
		id: 'child-journey',
		activity: {
			name: 'Child journey audits',
			template: 'cj',
			// Kirklees: each manager two a month for another team; none in August (practice.md 1.2, 1.3).
			roles: ['team-manager', 'service-manager'],
			number: 2,
			share: 'each',
			period: 'month',
			days: 20,
			restMonths: [8],
			cases: { ...wholeCaseload, groupsBy: 'stage' }
		}
	}
];

export function shippedActivities(startsOn: Day): readonly { readonly id: ShippedId; readonly activity: Activity }[] {
	return shipped.map(({ id, activity }) => ({ id, activity: { ...activity, startsOn } }));
}
