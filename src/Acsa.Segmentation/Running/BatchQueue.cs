namespace Acsa.Segmentation;

/// <summary>
/// Runs tiles of all callers in batches on one open model. There is no thread of its own: one of the callers that wait runs the next batch,
/// for itself and others, until its own tiles are done.
/// </summary>
/// <remarks>
/// A batch is what waits at that moment, tiles of one size, at most <see cref="SegmenterOptions.MaxBatch"/> or on the processor
/// <see cref="SegmenterOptions.MaxBatchOnCpu"/>. Only where other callers are
/// known to prepare an image does it wait for them, at most <see cref="SegmenterOptions.MaxWait"/>: a single caller is never kept waiting.
/// </remarks>
sealed class BatchQueue : IDisposable
{
    readonly object _lock = new();
    readonly Queue<BatchJob> _waiting = [];
    readonly SegmenterOptions _options;
    readonly ModelManifest _manifest;

    // One at a time, and not while the model is exchanged.
    readonly Lock _running = new();
    OpenModel _model;
    BatchBuffers? _buffers;
    BatchCount _count;
    int _announced;
    bool _busy;
    bool _disposed;

    public BatchQueue(ModelManifest manifest, OpenModel model, SegmenterOptions options) =>
        (_manifest, _model, _options) = (manifest, model, options);

    /// <summary>The provider that runs the next batch.</summary>
    public InferenceProvider Provider => Volatile.Read(ref _model).Provider;

    /// <summary>Batches run so far, and the tiles in them.</summary>
    public BatchCount Count
    {
        get
        {
            lock (_lock) return _count;
        }
    }

    /// <summary>Says that a call of <see cref="Run"/> is being prepared; it has to come, or <see cref="Withdraw"/>.</summary>
    public void Announce()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(Segmenter));
            // The bound of the queue: who comes later waits here, before its image takes memory.
            while (_announced + _waiting.Count >= _options.MaxQueue && !_disposed) Monitor.Wait(_lock);
            ObjectDisposedException.ThrowIf(_disposed, typeof(Segmenter));
            _announced++;
        }
    }

    /// <summary>Takes an announcement back.</summary>
    public void Withdraw()
    {
        lock (_lock)
        {
            _announced--;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Runs the tiles of an announced call and waits for them.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <exception cref="InferenceException">The model failed on these tiles.</exception>
    public BatchJob Run(IReadOnlyList<Tile> tiles, CancellationToken stop)
    {
        var job = new BatchJob(tiles, stop);
        lock (_lock)
        {
            _announced--;
            _waiting.Enqueue(job);
            if (!_busy) _busy = job.Leads = true;
            Monitor.PulseAll(_lock);
        }

        using var wake = stop.Register(() =>
        {
            lock (_lock) Monitor.PulseAll(_lock);
        });
        while (true)
        {
            List<BatchJob> batch;
            List<Tile> taken;
            lock (_lock)
            {
                while (!job.IsDone && !job.Leads)
                {
                    // Nobody works on it yet, so nobody is waited for.
                    if (stop.IsCancellationRequested && job.IsUntouched) job.Fail(new OperationCanceledException(stop));
                    else Monitor.Wait(_lock);
                }

                if (job.IsDone)
                {
                    HandOver(job);
                    break;
                }

                WaitForOthers();
                (batch, taken) = Take();
            }

            Execute(batch, taken);
        }

        if (job.Error is not null) throw job.Error;
        return job;
    }

    /// <summary>Puts another open model in the place of this one, between two batches. The old one is closed.</summary>
    public void Exchange(OpenModel model)
    {
        lock (_running)
        {
            _model.Dispose();
            if (_disposed) model.Dispose();
            Volatile.Write(ref _model, model);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed) return;
            _disposed = true;
            Monitor.PulseAll(_lock);
        }

        lock (_running)
        {
            _buffers?.Dispose();
            _model.Dispose();
        }
    }

    // Called under the lock by whoever is done: another one that waits goes on.
    void HandOver(BatchJob job)
    {
        if (!job.Leads) return;
        // Their callers are gone, or will be.
        while (_waiting.TryPeek(out var failed) && failed.IsDone) _waiting.Dequeue();
        if (_waiting.TryPeek(out var next)) next.Leads = true;
        else _busy = false;
        Monitor.PulseAll(_lock);
    }

    void WaitForOthers()
    {
        var most = Most();
        if (_announced == 0 || most == 1) return;
        var until = Environment.TickCount64 + (long)_options.MaxWait.TotalMilliseconds;
        while (_announced > 0 && _waiting.Count < most)
        {
            var left = until - Environment.TickCount64;
            if (left <= 0 || !Monitor.Wait(_lock, (int)left)) return;
        }
    }

    int Most() => Math.Min(_model.Provider == InferenceProvider.Cpu ? _options.MaxBatchOnCpu : _options.MaxBatch, _model.LargestBatch);

    (List<BatchJob> Jobs, List<Tile> Tiles) Take()
    {
        var most = Most();
        var jobs = new List<BatchJob>();
        var tiles = new List<Tile>();
        while (tiles.Count < most && _waiting.TryPeek(out var job))
        {
            if (job.IsDone) // It failed with tiles of it still waiting.
            {
                _waiting.Dequeue();
                continue;
            }

            if (tiles.Count > 0 && (job.Next.Width, job.Next.Height) != (tiles[0].Width, tiles[0].Height)) break;
            jobs.Add(job);
            tiles.Add(job.Take());
            if (job.IsTaken) _waiting.Dequeue();
        }

        return (jobs, tiles);
    }

    void Execute(List<BatchJob> jobs, List<Tile> tiles)
    {
        try
        {
            if (tiles.Count > 0) RunBatch(jobs, tiles);
        }
        catch (InferenceException) when (tiles.Count > 1)
        {
            // Whose fault it was shows when each runs by itself. Not the rest of one that has failed: its caller may be gone, and its tiles
            // with another.
            for (var i = 0; i < tiles.Count; i++)
                if (!IsDone(jobs[i])) Execute([jobs[i]], [tiles[i]]);
        }
        catch (Exception error) when (error is InferenceException or OperationCanceledException or ObjectDisposedException)
        {
            lock (_lock) foreach (var job in jobs) job.Fail(job.Stop.IsCancellationRequested ? new OperationCanceledException(job.Stop)
                : error);
        }
        finally
        {
            lock (_lock) Monitor.PulseAll(_lock);
        }
    }

    bool IsDone(BatchJob job)
    {
        lock (_lock) return job.IsDone;
    }

    void RunBatch(List<BatchJob> jobs, List<Tile> tiles)
    {
        using var options = new RunOptions();
        // One that gives up does not take the others' images with it.
        var cancels = jobs.ConvertAll(job => job.Stop.Register(() =>
        {
            if (jobs.TrueForAll(other => other.Stop.IsCancellationRequested)) options.Terminate = true;
        }));
        try
        {
            lock (_running)
            {
                ObjectDisposedException.ThrowIf(_disposed, typeof(Segmenter));
                _options.BeforeRun?.Invoke(_model.Provider, tiles, options);
                var time = _model.Run(tiles, BuffersFor(tiles), options) / tiles.Count;
                lock (_lock)
                {
                    _count = new(_count.Batches + 1, _count.Tiles + tiles.Count);
                    foreach (var job in jobs) job.Finish(time, _model.Provider);
                }
            }
        }
        catch (OnnxRuntimeException) when (jobs.TrueForAll(job => job.Stop.IsCancellationRequested))
        {
            throw new OperationCanceledException();
        }
        catch (OnnxRuntimeException problem)
        {
            throw new InferenceException(
                $"The model {_manifest.Id} failed on {ProviderCatalogue.OrtName(Provider)}: {problem.Message}",
                isTransient: Provider != InferenceProvider.Cpu, problem);
        }
        finally
        {
            foreach (var cancel in cancels) cancel.Dispose();
        }
    }

    BatchBuffers BuffersFor(List<Tile> tiles)
    {
        var (count, width, height) = (tiles.Count, tiles[0].Width, tiles[0].Height);
        if (_buffers is not null && _buffers.Fits(count, width, height)) return _buffers;
        _buffers?.Dispose();
        _buffers = null;
        return _buffers = new BatchBuffers(_manifest, count, width, height);
    }
}
