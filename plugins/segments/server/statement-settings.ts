const alone = { jit: 'off', max_parallel_workers_per_gather: '0' };

/** A statement over everybody reads them once: hash tables in memory, no workers beside it (they are slower here). */
export const everyoneSettings = { ...alone, work_mem: '128MB' };

/** Sequential scans and hash joins over everybody are never right for a few profiles. */
export const fewSettings = { ...alone, enable_seqscan: 'off' };

/** The same after each commit: the plan is made once, for any profiles. */
export const liveSettings = { ...fewSettings, plan_cache_mode: 'force_generic_plan' };
