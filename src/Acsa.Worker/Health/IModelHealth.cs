namespace Acsa.Worker.Health;

/// <summary>How the models are and what they run on, for whoever asks.</summary>
interface IModelHealth
{
    NodeModels Current { get; }
}
