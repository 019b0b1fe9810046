namespace Acsa.Worker.Tests.Clinic;

/// <summary>Stands for the end of the process: nobody expects it, so nothing is given back and nothing is tidied.</summary>
sealed class DyingException() : Exception("the node dies here");
