using System.Runtime.InteropServices;
using Acsa.OnnxRuntime.Interop;

namespace Acsa.OnnxRuntime;

/// <summary>What a model file says of itself.</summary>
public sealed unsafe class ModelMetadata
{
    internal ModelMetadata(nint metadata)
    {
        var api = OrtApi.Instance;
        ProducerName = Text(metadata, api.ModelMetadataGetProducerName);
        GraphName = Text(metadata, api.ModelMetadataGetGraphName);
        Domain = Text(metadata, api.ModelMetadataGetDomain);
        Description = Text(metadata, api.ModelMetadataGetDescription);
        GraphDescription = Text(metadata, api.ModelMetadataGetGraphDescription);
        long version;
        api.Check(api.ModelMetadataGetVersion(metadata, &version));
        Version = version;
        CustomMetadataMap = ReadCustom(metadata);
    }

    public string ProducerName { get; }
    public string GraphName { get; }
    public string Domain { get; }
    public string Description { get; }
    public string GraphDescription { get; }
    public long Version { get; }
    public Dictionary<string, string> CustomMetadataMap { get; }

    static string Text(nint metadata, delegate* unmanaged<nint, nint, nint*, nint> read)
    {
        var api = OrtApi.Instance;
        nint text;
        api.Check(read(metadata, api.DefaultAllocator, &text));
        return api.TakeString(text) ?? "";
    }

    static Dictionary<string, string> ReadCustom(nint metadata)
    {
        var api = OrtApi.Instance;
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        nint* keys;
        long count;
        api.Check(api.ModelMetadataGetCustomMetadataMapKeys(metadata, api.DefaultAllocator, &keys, &count));
        if (keys is null) return map;
        for (long i = 0; i < count; i++)
        {
            nint value;
            api.Check(api.ModelMetadataLookupCustomMetadataMap(metadata, api.DefaultAllocator, (byte*)keys[i], &value));
            map[api.TakeString(keys[i]) ?? ""] = api.TakeString(value) ?? "";
        }

        api.Check(api.AllocatorFree(api.DefaultAllocator, (nint)keys));
        return map;
    }
}
