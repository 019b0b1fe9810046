using System.Diagnostics;
using System.Runtime;
using System.Text;

namespace Acsa.Fuzz;

/// <summary>Runs one input through a target and judges what came of it.</summary>
/// <param name="watchesCompiler">
/// Whether compiled methods count as an outcome. Only in a process of the harness's own is each compiled once, in an order that the inputs
/// alone decide.
/// </param>
internal sealed class Executor(FuzzTarget target, bool watchesCompiler = false)
{
    public FuzzTarget Target => target;

    public Verdict Run(byte[] input)
    {
        object? result = null;
        Exception? error = null;
        var methods = JitInfo.GetCompiledMethodCount(currentThread: true);
        var processor = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            result = target.Read(input);
        }
        catch (Exception e) // the harness judges every exception
        {
            error = e;
        }
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        // The clock on the wall also counts other processes; the costlier question is asked only where it matters.
        var elapsed = Stopwatch.GetElapsedTime(started);
        if (elapsed > Bounds.FreeTime) elapsed = Environment.CpuUsage.TotalTime - processor;

        if (error is not null && !target.IsDocumented(error)) return Failed(FindOf(error, input));
        if (Excess(input, allocated, elapsed) is { } excess) return Failed(excess);
        try
        {
            target.Check(input, result, error);
        }
        catch (Exception e)
        {
            return Failed(FindOf(e, input));
        }

        var signature = new Hash64();
        signature.Add(error is null ? target.Describe(input, result) : TemplateOf(error));
        if (watchesCompiler) signature.Add((ulong)(JitInfo.GetCompiledMethodCount(currentThread: true) - methods));
        return new Verdict(error is null, signature.Value, null);
    }

    private static Verdict Failed(Find find) => new(false, Hash64.Of(find.Key), find);

    private Find? Excess(byte[] input, long allocated, TimeSpan elapsed)
    {
        if (allocated <= Bounds.FreeAllocation && elapsed <= Bounds.FreeTime) return null;
        var (length, declared) = (target.InputBytes(input), target.DeclaredBytes(input));
        if (allocated > Bounds.Allocation(length, declared))
        {
            return new Find(target.Name, FindKind.Allocation, "allocation",
                $"{allocated} bytes allocated; {Bounds.Allocation(length, declared)} are allowed for {length} bytes of input and "
                + $"{declared} declared ones", input);
        }
        return elapsed > Bounds.Time(length, declared)
            ? new Find(target.Name, FindKind.Slow, "slow", $"{elapsed.TotalSeconds:F1} s of processor time for {length} bytes of input "
                + $"and {declared} declared ones", input)
            : null;
    }

    private Find FindOf(Exception error, byte[] input) => error is FindException difference
        ? new Find(target.Name, FindKind.Difference, difference.What, difference.Message, input)
        : new Find(target.Name, FindKind.Exception, error.GetType().Name + Where(error), error.ToString(), input);

    /// <summary>The two innermost methods of ours: what tells one defect from another.</summary>
    private static string Where(Exception error)
    {
        var frames = new StackTrace(error).GetFrames()
            .Select(f => f.GetMethod())
            .Where(m => m?.DeclaringType?.Namespace?.StartsWith("Acsa.", StringComparison.Ordinal) == true)
            .Select(m => $"{m!.DeclaringType!.Name}.{m.Name}")
            .Take(2);
        return " in " + string.Join(" < ", frames);
    }

    /// <summary>The message without what differs from input to input: numbers, hexadecimal and quoted text.</summary>
    internal static string TemplateOf(Exception error)
    {
        var text = new StringBuilder(error.GetType().Name).Append(' ');
        var quoted = false;
        foreach (var c in error.Message)
        {
            if (c == '\'') quoted = !quoted;
            if (quoted) continue;
            var variable = char.IsAsciiDigit(c) || c is >= 'A' and <= 'F' or >= 'a' and <= 'f' && text[^1] == '#';
            if (!variable) text.Append(c);
            else if (text[^1] != '#') text.Append('#');
        }
        return text.ToString();
    }
}
