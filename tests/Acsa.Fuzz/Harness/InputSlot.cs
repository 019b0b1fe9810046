using System.IO.MemoryMappedFiles;

namespace Acsa.Fuzz;

/// <summary>
/// A file in memory that a worker writes and its parent reads: the input that is being run, which outlives the worker, and the counts.
/// </summary>
/// <remarks><code>
/// | 0 execution 8 | 8 target 4 | 12 input length 4 | 16 executions allowed 8 | 64.. counts, 40 bytes a target | 4096.. input |
/// </code></remarks>
internal sealed class InputSlot : IDisposable
{
    private const int CountsAt = 64;
    private const int CountsSize = 5 * sizeof(long);
    private const int InputAt = 4096;
    private const int MostTargets = (InputAt - CountsAt) / CountsSize;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private InputSlot(MemoryMappedFile file)
    {
        _file = file;
        _view = file.CreateViewAccessor();
    }

    /// <summary>Makes the file, or opens the one that the parent made.</summary>
    public static InputSlot Open(string path)
    {
        using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        const long size = InputAt + Bounds.InputLength;
        if (stream.Length < size) stream.SetLength(size);
        return new InputSlot(MemoryMappedFile.CreateFromFile(stream, null, size, MemoryMappedFileAccess.ReadWrite,
            HandleInheritability.None, leaveOpen: false));
    }

    /// <summary>How many executions were begun.</summary>
    public long Execution => _view.ReadInt64(0);

    /// <summary>The target that runs, or null before the first one.</summary>
    public int? Target => Execution == 0 ? null : _view.ReadInt32(8);

    public byte[] Input
    {
        get
        {
            var input = new byte[Math.Clamp(_view.ReadInt32(12), 0, Bounds.InputLength)];
            _view.ReadArray(InputAt, input, 0, input.Length);
            return input;
        }
    }

    /// <summary>Notes what is about to run.</summary>
    public void Begin(int target, byte[] input)
    {
        _view.WriteArray(InputAt, input, 0, input.Length);
        _view.Write(8, target);
        _view.Write(12, input.Length);
        _view.Write(0, Execution + 1);
    }

    public TargetCounts Counts(int target)
    {
        var at = PositionOf(target);
        return new TargetCounts(_view.ReadInt64(at), _view.ReadInt64(at + 8), _view.ReadInt64(at + 16), _view.ReadInt64(at + 24),
            _view.ReadInt64(at + 32));
    }

    public void Write(int target, TargetCounts counts)
    {
        var at = PositionOf(target);
        _view.Write(at, counts.Executions);
        _view.Write(at + 8, counts.Accepted);
        _view.Write(at + 16, counts.Finds);
        _view.Write(at + 24, counts.Signatures);
        _view.Write(at + 32, counts.Ticks);
    }

    /// <summary>Forgets everything, for the next worker.</summary>
    public void Clear() => _view.WriteArray(0, new byte[InputAt], 0, InputAt);

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private static long PositionOf(int target) => target < MostTargets
        ? CountsAt + target * CountsSize
        : throw new ArgumentOutOfRangeException(nameof(target), $"There is room for {MostTargets} targets.");
}
