namespace Acsa.Worker.Health;

/// <summary>How the node is, for whoever asks.</summary>
interface IHealth
{
    HealthReport Current { get; }
}
