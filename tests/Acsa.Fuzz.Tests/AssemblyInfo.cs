// Time is measured as the process's processor time: nothing else may run beside an execution.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
