using Acsa.Segmentation;
using Acsa.Worker.Studies;
using Microsoft.Extensions.Logging;

namespace Acsa.Worker.Health;

/// <summary>Proves each model anew from time to time, beside the work; a GPU that goes wrong is given up by the model itself.</summary>
sealed class ModelWatch(ModelRack models, string data, string node, TimeProvider time, ILogger<ModelWatch> log) : IModelHealth
{
    public NodeModels Current => new([.. models.Models.Select(model => model.Status)], models.Problems);

    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var model in models.Models)
        {
            model.GaveUp += (provider, problem) =>
            {
                Log.ModelFailed(log, model.Package.Manifest.Id, provider, problem, model.Provider);
                Publish();
            };
            model.FailedOnImage += (provider, problem) => Log.ModelFailedOnImage(log, model.Package.Manifest.Id, provider, problem);
        }

        Publish(); // They were proven when they were opened.
        while (true)
        {
            await Task.Delay(Limits.ModelCheckPause, time, stop);
            await Task.Run(() => CheckAll(stop), stop);
        }
    }

    /// <summary>Checks all of them now.</summary>
    public void CheckAll(CancellationToken stop)
    {
        foreach (var model in models.Models)
        {
            try
            {
                var check = model.Check(time, stop);
                if (check.Problem is { } problem) Log.ModelFailed(log, model.Package.Manifest.Id, check.Provider, problem, model.Provider);
            }
            catch (Exception error) when (error is ModelPackageException or InferenceException)
            {
                Log.ModelProblem(log, error.Message);
            }
        }

        Publish();
    }

    void Publish()
    {
        try
        {
            ModelStatusFile.Write(data, node, Current);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Log.ModelProblem(log, error.Message);
        }
    }
}
