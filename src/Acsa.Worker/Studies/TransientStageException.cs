namespace Acsa.Worker.Studies;

/// <summary>A stage failed through no fault of the image: to be tried again, not to be recorded against it.</summary>
sealed class TransientStageException(StageFailure failure) : Exception($"{failure.Kind}: {failure.Error?.Message}", failure.Error)
{
    public StageFailure Failure { get; } = failure;
}
