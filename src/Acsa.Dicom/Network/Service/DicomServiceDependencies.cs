using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acsa.Dicom.Network;

/// <summary>What a service gets from whoever creates it, handed through its constructor.</summary>
public sealed class DicomServiceDependencies
{
    internal DicomServiceDependencies(ServiceEnvironment environment, ILoggerFactory? loggerFactory = null) =>
        (Environment, LoggerFactory) = (environment, loggerFactory ?? NullLoggerFactory.Instance);

    /// <summary>Makes loggers.</summary>
    public ILoggerFactory LoggerFactory { get; }

    internal ServiceEnvironment Environment { get; }
}
