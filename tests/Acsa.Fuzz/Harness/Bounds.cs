namespace Acsa.Fuzz;

/// <summary>What an execution may cost; docs/fuzzing.md says why.</summary>
internal static class Bounds
{
    /// <summary>Bytes that any execution may allocate, garbage included.</summary>
    public const long FreeAllocation = 64L << 20;

    /// <summary>
    /// Allocated bytes for each byte of input: eight bytes of a data set can ask for an empty element of 150 bytes, and lists grow by
    /// doubling.
    /// </summary>
    public const long AllocationPerInputByte = 48;

    /// <summary>
    /// Allocated bytes for each byte of the declared frame: coefficients of four bytes and what is made while they become samples.
    /// </summary>
    public const long AllocationPerDeclaredByte = 16;

    /// <summary>Processor time that any execution may take.</summary>
    public static readonly TimeSpan FreeTime = TimeSpan.FromSeconds(1);

    /// <summary>Processor time for each megabyte of the declared frame: the slowest codec on the noisiest picture.</summary>
    public static readonly TimeSpan TimePerDeclaredMegabyte = TimeSpan.FromSeconds(1);

    /// <summary>Processor time for each megabyte of input.</summary>
    public static readonly TimeSpan TimePerInputMegabyte = TimeSpan.FromSeconds(0.5);

    /// <summary>Processor time after which the parent ends a worker that is still at the same input.</summary>
    public static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of the longest input.</summary>
    public const int InputLength = 4 << 20;

    /// <summary>
    /// The managed heap of a worker, so that what allocates without end meets OutOfMemoryException and not the machine's swap.
    /// </summary>
    public const long WorkerHeap = 3L << 29;

    public static long Allocation(long input, long declared) =>
        FreeAllocation + AllocationPerInputByte * input + AllocationPerDeclaredByte * declared;

    public static TimeSpan Time(long input, long declared) =>
        FreeTime + TimePerInputMegabyte * (input / 1048576.0) + TimePerDeclaredMegabyte * (declared / 1048576.0);
}
