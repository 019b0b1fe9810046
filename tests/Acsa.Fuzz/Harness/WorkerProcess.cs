using System.Diagnostics;
using System.Globalization;

namespace Acsa.Fuzz;

/// <summary>
/// One child process seen from its parent: started, watched, and started again after a crash or a hang, whose input becomes a find.
/// </summary>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>Lines of a crashed worker's last words that are kept: the runtime prints the stack of an overflow there.</summary>
    private const int LastLines = 60;

    private readonly FuzzOptions _options;
    private readonly IReadOnlyList<FuzzTarget> _targets;
    private readonly FindFolder _finds;
    private readonly int _number;
    private readonly string _slotPath;
    private readonly InputSlot _slot;
    private readonly TargetCounts[] _earlier;
    private readonly Queue<string> _words = new();
    private readonly DateTime _end;
    private Process _process;
    private int _generation;
    private long _watched;
    private TimeSpan _watchedSince;

    public WorkerProcess(FuzzOptions options, int number, FindFolder finds)
    {
        (_options, _number, _finds) = (options, number, finds);
        _targets = options.SelectTargets();
        _earlier = new TargetCounts[_targets.Count];
        _slotPath = Path.Combine(options.Out, $"worker-{number}.slot");
        _slot = InputSlot.Open(_slotPath);
        _end = DateTime.UtcNow + options.Time;
        _process = Start();
    }

    /// <summary>Crashes and hangs so far.</summary>
    public int Losses { get; private set; }

    public TargetCounts Counts(int target) => _earlier[target] + _slot.Counts(target);

    private long Executions => Enumerable.Range(0, _targets.Count).Sum(i => Counts(i).Executions);

    /// <summary>Looks after the process; false once its work is done.</summary>
    public bool Watch()
    {
        if (_process.HasExited)
        {
            _process.WaitForExit(); // the last words, too
            if (_process.ExitCode == 0) return false;
            Lose(FindKind.Crash, LastWords($"exit code {_process.ExitCode}"));
        }
        else
        {
            if (!IsHanging()) return true;
            _process.Kill();
            _process.WaitForExit();
            Lose(FindKind.Hang, $"still at the same input after {Bounds.Hang.TotalSeconds:F0} s of processor time");
        }
        if (DateTime.UtcNow >= _end || Executions >= _options.Executions) return false;
        _generation++;
        _process.Dispose();
        _process = Start();
        return true;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
        _slot.Dispose();
        File.Delete(_slotPath);
    }

    private bool IsHanging()
    {
        try
        {
            var processor = _process.TotalProcessorTime;
            if (_slot.Execution != _watched) (_watched, _watchedSince) = (_slot.Execution, processor);
            return _watched > 0 && processor - _watchedSince > Bounds.Hang;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false; // it has just ended
        }
    }

    private void Lose(FindKind kind, string detail)
    {
        if (_slot.Target is not { } index) throw new InvalidOperationException("The worker fails before its first input: " + detail);
        Losses++;
        var find = new Find(_targets[index].Name, kind, kind == FindKind.Hang ? "hang" : "crash " + FirstOwnFrame(detail), detail,
            _slot.Input);
        if (!_finds.Knows(find)) _finds.Write(find);
        for (var i = 0; i < _earlier.Length; i++)
        {
            _earlier[i] += _slot.Counts(i);
            if (i == _slot.Target) _earlier[i].Finds++;
        }
        _slot.Clear();
        _watched = 0;
    }

    private string LastWords(string first)
    {
        lock (_words) return first + "\n" + string.Join('\n', _words);
    }

    private static string FirstOwnFrame(string words) =>
        words.Split('\n').FirstOrDefault(l => l.Contains("at Acsa.", StringComparison.Ordinal))?.Trim() ?? words.Split('\n')[0];

    private Process Start()
    {
        lock (_words) _words.Clear();
        var left = _end - DateTime.UtcNow;
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardError = true, UseShellExecute = false };
        // Under "dotnet acsa-fuzz.dll" the process is dotnet, and the program its first argument.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
            start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        foreach (var argument in _options.ForWorker(_slotPath, ((ulong)_number << 32) + (ulong)_generation, left,
            _options.Executions - Executions))
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_GCHeapHardLimit"] = Bounds.WorkerHeap.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        var process = Process.Start(start) ?? throw new InvalidOperationException("The worker did not start.");
        process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data is null) return;
            lock (_words)
            {
                // The first lines say what happened, an overflow repeats itself after them.
                if (_words.Count < LastLines) _words.Enqueue(e.Data);
            }
        };
        process.BeginErrorReadLine();
        return process;
    }
}
