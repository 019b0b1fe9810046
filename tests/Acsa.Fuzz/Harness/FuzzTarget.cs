namespace Acsa.Fuzz;

/// <summary>
/// One reader of bytes from outside: where its inputs come from, how they are changed knowingly, and what may come of reading them.
/// </summary>
internal abstract class FuzzTarget
{
    public abstract string Name { get; }

    /// <summary>Executions in one round over all targets: cheap targets have more, so that each gets a like share of the time.</summary>
    public virtual int Weight => 20;

    /// <summary>Inputs that are as they should be, or that once broke something.</summary>
    public abstract IEnumerable<byte[]> Seeds();

    /// <summary>Changes an input with knowledge of its structure; <paramref name="other"/> is another one to take parts from.</summary>
    public abstract byte[] Mutate(byte[] input, byte[] other, FuzzRandom random);

    /// <summary>
    /// Reads the input: time and memory of this are measured. What it throws must be <see cref="IsDocumented"/>.
    /// </summary>
    public abstract object? Read(byte[] input);

    /// <summary>
    /// Whether an exception is one that the documentation of what <see cref="Read"/> and <see cref="Check"/> call names for bad input.
    /// </summary>
    public abstract bool IsDocumented(Exception error);

    /// <summary>
    /// Looks closer at what was read, or at how it failed: throws <see cref="FindException"/> where two ways to the same thing differ.
    /// </summary>
    public virtual void Check(byte[] input, object? result, Exception? error)
    {
    }

    /// <summary>
    /// What is new or known about a result, in a few words: an input with a new description is kept to be changed further.
    /// </summary>
    public virtual string Describe(byte[] input, object? result) => result?.ToString() ?? "";

    /// <summary>
    /// Bytes of the picture that the input declares and the limits allow: it justifies memory and time beside the input's own length.
    /// </summary>
    public virtual long DeclaredBytes(byte[] input) => 0;

    /// <summary>How many bytes the input stands for: more than its own where it is deflated.</summary>
    public virtual long InputBytes(byte[] input) => input.Length;
}
