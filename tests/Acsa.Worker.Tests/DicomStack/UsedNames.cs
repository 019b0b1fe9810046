using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Acsa.Worker.Tests.DicomStack;

/// <summary>What an assembly uses of the DICOM library, read from its metadata.</summary>
static class UsedNames
{
    const string Library = "Acsa.Dicom";

    /// <summary>Types as "Imaging.DicomImage", members as a source names them: "Width", "Width=" where it is set, "new".</summary>
    public static IReadOnlySet<(string Type, string? Member)> Of(string assembly)
    {
        using var stream = File.OpenRead(assembly);
        using var file = new PEReader(stream);
        var metadata = file.GetMetadataReader();
        var used = new HashSet<(string, string?)>();
        foreach (var handle in metadata.TypeReferences)
        {
            if (NameOf(metadata, handle) is { } type) used.Add((type, null));
        }

        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (TypeOf(metadata, member.Parent) is { } type) used.Add((type, Written(metadata.GetString(member.Name))));
        }

        return used;
    }

    static string? TypeOf(MetadataReader metadata, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => NameOf(metadata, (TypeReferenceHandle)parent),
        HandleKind.TypeSpecification => GenericOf(metadata, (TypeSpecificationHandle)parent),
        _ => null,
    };

    // ECMA-335 II.23.2.14: GENERICINST (0x15), CLASS or VALUETYPE, then the type.
    static string? GenericOf(MetadataReader metadata, TypeSpecificationHandle handle)
    {
        var signature = metadata.GetBlobReader(metadata.GetTypeSpecification(handle).Signature);
        if (signature.ReadByte() != 0x15) return null;
        signature.ReadByte();
        return signature.ReadTypeHandle() is { Kind: HandleKind.TypeReference } type ? NameOf(metadata, (TypeReferenceHandle)type) : null;
    }

    static string? NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        switch (type.ResolutionScope.Kind)
        {
            case HandleKind.TypeReference:
                return NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope) is { } outer ? $"{outer}+{name}" : null;
            case HandleKind.AssemblyReference
                when metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) == Library:
                var full = $"{metadata.GetString(type.Namespace)}.{name}";
                return full.StartsWith(Library + ".", StringComparison.Ordinal) ? full[(Library.Length + 1)..] : full;
            default:
                return null;
        }
    }

    static string Written(string name) =>
        name == ".ctor" ? "new"
        : name.StartsWith("set_", StringComparison.Ordinal) ? name[4..] + "="
        : Array.Find(["get_", "add_", "remove_"], prefix => name.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix
        ? name[prefix.Length..]
        : name;
}
