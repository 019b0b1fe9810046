namespace Acsa.Worker.Configuration;

/// <summary>Where models run.</summary>
/// <param name="Provider">auto, cuda, webgpu, directml or cpu.</param>
/// <param name="Gpu">required, preferred or off.</param>
sealed record InferenceConfiguration(string Provider, string Gpu);
