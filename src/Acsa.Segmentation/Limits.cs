namespace Acsa.Segmentation;

/// <summary>What this project accepts at most from a model package. Each is compared before anything is allocated.</summary>
public static class Limits
{
    /// <summary>Bytes of a manifest: a full one has about 2 KB.</summary>
    public const int ManifestBytes = 256 * 1024;

    /// <summary>Bytes of one ONNX file: the largest U-Nets in use have about 130 MB.</summary>
    public const long MemberBytes = 1L << 30;

    /// <summary>Bytes of a file that comes with a model to be imported and describes it: plans of nnU-Net have some hundred
    /// kilobytes.</summary>
    public const int DescriptionBytes = 16 * 1024 * 1024;

    /// <summary>Models averaged in one package.</summary>
    public const int Members = 16;

    /// <summary>Classes a model may tell apart.</summary>
    public const int Classes = 256;

    /// <summary>Width or height of a model's input in pixels.</summary>
    public const int InputSide = 4096;

    /// <summary>Pixels of an input that follows the image's size (pad-to-multiple): a 4096 × 4096 crop.</summary>
    public const long InputPixels = 1L << 24;

    /// <summary>A factor or constant of an estimated error: more would say nothing.</summary>
    public const double CertaintyWeight = 1000;

    /// <summary>Steps of a clean-up chain.</summary>
    public const int Steps = 32;

    /// <summary>Step of a sliding window as a part of its side: a smaller one would take hundreds of runs an image.</summary>
    public const double LeastWindowStep = 0.1;

    /// <summary>Windows, reflections counted, of one image.</summary>
    public const int Tiles = 4096;

    /// <summary>Of a picture's tiles, how many are prepared at a time: two batches of eight.</summary>
    public const int TilesAtOnce = 16;

    /// <summary>Values of a picture's output, all classes together: half a gigabyte.</summary>
    public const long OutputValues = 1L << 27;

    /// <summary>Tiles that a model keeps for the next images: two batches of eight.</summary>
    public const int PooledTiles = 16;

    /// <summary>Planes of probabilities that a model keeps for the next images: two of two images.</summary>
    public const int PooledPlanes = 4;

    /// <summary>Pixels of a plane that is kept: more than any scanner's picture has.</summary>
    public const int PooledPixels = 1 << 22;

    /// <summary>Different images in a row on which a GPU may fail, though it passes its check, before it is given up: one, or a pair, may
    /// be too large for its memory; each costs a check, two tries and a model opened on the processor.</summary>
    public const int FailedImagesInARow = 3;

    /// <summary>Inputs in a run that proves a GPU when it is opened: as many as it gets by default.</summary>
    public const int ProvenBatch = 8;

    /// <summary>Packages in one folder.</summary>
    public const int Packages = 1000;
}
