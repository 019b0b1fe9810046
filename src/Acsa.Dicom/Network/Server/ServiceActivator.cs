using System.Reflection;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Acsa.Dicom.Network;

/// <summary>Calls the constructor of a service: stream, encoding, logger and dependencies by type, the user state where it fits.</summary>
internal sealed class ServiceActivator<T>
    where T : DicomService
{
    private readonly ConstructorInfo _constructor;
    private readonly Encoding _encoding;
    private readonly object? _userState;

    /// <exception cref="InvalidOperationException">No public constructor can be called with these.</exception>
    public ServiceActivator(Encoding? encoding, object? userState)
    {
        (_encoding, _userState) = (encoding ?? Encoding.ASCII, userState);
        _constructor = typeof(T).GetConstructors()
            .Where(constructor => constructor.GetParameters().All(CanProvide))
            .MaxBy(constructor => constructor.GetParameters().Length)
            ?? throw new InvalidOperationException(
                $"{typeof(T).Name} needs a public constructor of (INetworkStream, Encoding, ILogger, DicomServiceDependencies) " +
                "and, if wanted, the user state.");
    }

    public DicomService Create(INetworkStream stream, ILogger logger, DicomServiceDependencies dependencies) =>
        (DicomService)_constructor.Invoke(
            BindingFlags.DoNotWrapExceptions,
            binder: null,
            [.. _constructor.GetParameters().Select(parameter => Provide(parameter, stream, logger, dependencies))],
            culture: null);

    private bool CanProvide(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(INetworkStream) || parameter.ParameterType == typeof(Encoding) ||
        parameter.ParameterType == typeof(ILogger) || parameter.ParameterType == typeof(DicomServiceDependencies) ||
        parameter.ParameterType.IsInstanceOfType(_userState) || parameter.HasDefaultValue;

    private object? Provide(ParameterInfo parameter, INetworkStream stream, ILogger logger, DicomServiceDependencies dependencies)
    {
        var type = parameter.ParameterType;
        return type == typeof(INetworkStream) ? stream :
               type == typeof(Encoding) ? _encoding :
               type == typeof(ILogger) ? logger :
               type == typeof(DicomServiceDependencies) ? dependencies :
               type.IsInstanceOfType(_userState) ? _userState : parameter.DefaultValue;
    }
}
