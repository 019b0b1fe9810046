using System.Diagnostics.CodeAnalysis;
using Acsa.Segmentation;

namespace Acsa.Worker.Studies;

/// <summary>
/// Runs stages so that one bad image never stops its study. The one place beside the association loop that catches everything:
/// what a hostile file can make a decoder throw is not known beforehand.
/// </summary>
sealed class StageRunner(CancellationToken stop)
{
    readonly List<StageFailure> _failures = [];

    /// <summary>The first failure; null when there was none.</summary>
    public StageFailure? Failure => _failures.FirstOrDefault();

    /// <summary>The failures' sentences, each once.</summary>
    public IReadOnlyList<string> Reasons => [.. _failures.Select(failure => failure.Reason).Distinct()];

    /// <summary>Records that a stage could not do its work, with its own reason.</summary>
    public void Fail(string stage, string reason) => _failures.Add(new(stage, reason, null));

    /// <summary>Takes over another one's failures, after its own.</summary>
    public void Take(StageRunner other) => _failures.AddRange(other._failures);

    public bool TryRun<T>(string stage, string reason, Func<T> work, [NotNullWhen(true)] out T? result) where T : notnull
    {
        stop.ThrowIfCancellationRequested();
        try
        {
            result = work();
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (TransientStageException)
        {
            throw;
        }
        catch (Exception error) when (IsOfTheEnvironment(error))
        {
            throw new TransientStageException(new(stage, "The disk or the model's device failed while the image was analysed.", error));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _failures.Add(new(stage, (error as InferenceException)?.Says ?? reason, error));
            result = default;
            return false;
        }
    }

    /// <summary>Whether the image is not to blame: a disk that does not answer, a file that a virus scanner holds, a device that drops out.
    /// The same image may do well in a minute.</summary>
    public static bool IsOfTheEnvironment(Exception error) => error switch
    {
        EndOfStreamException or FileNotFoundException or DirectoryNotFoundException => false,
        IOException or UnauthorizedAccessException => true,
        InferenceException inference => inference.IsTransient,
        DicomFileException { InnerException: { } inner } => IsOfTheEnvironment(inner),
        _ => false,
    };
}
