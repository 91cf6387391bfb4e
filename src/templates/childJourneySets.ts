import cjCin from './cj-cin.json' with { type: 'json' };
import cjCl from './cj-cl.json' with { type: 'json' };
import cjCla from './cj-cla.json' with { type: 'json' };
import cjCp from './cj-cp.json' with { type: 'json' };
import cjEh from './cj-eh.json' with { type: 'json' };
import cjFa from './cj-fa.json' with { type: 'json' };
import cjFd from './cj-fd.json' with { type: 'json' };
import cjFh from './cj-fh.json' with { type: 'json' };
import cjPlo from './cj-plo.json' with { type: 'json' };

/** The variants of the Child Journey as they are written, along a child's way through the service (question-sets.md 2.2). */
export const variantSets: readonly unknown[] = [cjEh, cjFd, cjCin, cjCp, cjCla, cjCl, cjPlo, cjFa];

/** Ready for councils that work by Family Help, and shipped retired: a QA manager brings it back to use it. */
export const reservedSets: readonly unknown[] = [cjFh];
