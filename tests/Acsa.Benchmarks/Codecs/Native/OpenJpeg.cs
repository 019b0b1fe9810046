using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Acsa.Benchmarks.Codecs.Native;

/// <summary>OpenJPEG 2.5, from and to memory by its stream callbacks. The library fills its parameter blocks; some are changed.</summary>
internal static unsafe partial class OpenJpeg
{
    private const string Library = "libopenjp2.so.7";

    private const int CodecJ2k = 0;
    private const int ColourSrgb = 1;
    private const int ColourGrey = 2;

    // Sizes and offsets of opj_cparameters_t and opj_dparameters_t, version 2.5, 64-bit.
    private const int EncoderParametersSize = 18720;
    private const int DecoderParametersSize = 8252;
    private const int AllocateByRate = 20;
    private const int LayerCount = 4796;
    private const int Rates = 4800;
    private const int Irreversible = 5616;
    private const int ColourTransform = 18698;

    /// <summary>Encodes lossless where <paramref name="rate"/> is 0, else irreversibly at that part of the size.</summary>
    public static byte[] Encode(Picture picture, float rate)
    {
        var parameters = stackalloc byte[EncoderParametersSize];
        opj_set_default_encoder_parameters(parameters);
        *(int*)(parameters + AllocateByRate) = 1;
        *(int*)(parameters + LayerCount) = 1;
        *(float*)(parameters + Rates) = rate;
        *(int*)(parameters + Irreversible) = rate > 0 ? 1 : 0;
        parameters[ColourTransform] = (byte)(picture.Components == 3 ? 1 : 0);

        var image = CreateImage(picture);
        var codec = opj_create_compress(CodecJ2k);
        Check(opj_setup_encoder(codec, parameters, image));
        var buffer = new byte[2 * picture.Samples.Length + 65536];
        fixed (byte* bytes = buffer)
        {
            var memory = new Memory { Bytes = bytes, Capacity = buffer.Length };
            var stream = OpenStream(&memory, false);
            Check(opj_start_compress(codec, image, stream));
            Check(opj_encode(codec, stream));
            Check(opj_end_compress(codec, stream));
            opj_stream_destroy(stream);
            opj_destroy_codec(codec);
            opj_image_destroy(image);
            return buffer[..(int)memory.Length];
        }
    }

    /// <summary>Decodes; the library leaves planes of 32-bit numbers, which are put together as samples outside of it.</summary>
    public static byte[] Decode(byte[] source, Picture picture)
    {
        var parameters = stackalloc byte[DecoderParametersSize];
        opj_set_default_decoder_parameters(parameters);
        var codec = opj_create_decompress(CodecJ2k);
        Check(opj_setup_decoder(codec, parameters));
        fixed (byte* bytes = source)
        {
            var memory = new Memory { Bytes = bytes, Capacity = source.Length, Length = source.Length };
            var stream = OpenStream(&memory, true);
            Image* image;
            Check(opj_read_header(stream, codec, &image));
            Check(opj_decode(codec, stream, image));
            var samples = Interleave(image, picture);
            opj_stream_destroy(stream);
            opj_destroy_codec(codec);
            opj_image_destroy(image);
            return samples;
        }
    }

    private static Image* CreateImage(Picture picture)
    {
        var components = stackalloc ComponentParameters[picture.Components];
        for (var c = 0; c < picture.Components; c++)
        {
            components[c] = new ComponentParameters
            { StepX = 1, StepY = 1, Width = picture.Width, Height = picture.Height, Precision = picture.Bits };
        }
        var image = opj_image_create(picture.Components, components, picture.Components == 3 ? ColourSrgb : ColourGrey);
        (image->X1, image->Y1) = (picture.Width, picture.Height);
        for (var c = 0; c < picture.Components; c++)
        {
            var data = image->Components[c].Data;
            for (var i = 0; i < picture.Pixels; i++)
            {
                var at = i * picture.Components + c;
                data[i] = picture.Bits > 8 ? picture.Samples[2 * at] | picture.Samples[2 * at + 1] << 8 : picture.Samples[at];
            }
        }
        return image;
    }

    private static byte[] Interleave(Image* image, Picture picture)
    {
        var samples = new byte[picture.Samples.Length];
        if (picture.Bits > 8)
        {
            var data = image->Components[0].Data;
            var words = MemoryMarshal.Cast<byte, ushort>(samples.AsSpan());
            for (var i = 0; i < words.Length; i++) words[i] = (ushort)data[i];
        }
        else if (picture.Components == 1)
        {
            var data = image->Components[0].Data;
            for (var i = 0; i < samples.Length; i++) samples[i] = (byte)data[i];
        }
        else
        {
            var (r, g, b) = ((nint)image->Components[0].Data, (nint)image->Components[1].Data, (nint)image->Components[2].Data);
            for (int i = 0, at = 0; i < picture.Pixels; i++, at += 3)
            {
                samples[at] = (byte)((int*)r)[i];
                samples[at + 1] = (byte)((int*)g)[i];
                samples[at + 2] = (byte)((int*)b)[i];
            }
        }
        return samples;
    }

    private static nint OpenStream(Memory* memory, bool input)
    {
        var stream = opj_stream_create(1 << 20, input ? 1 : 0);
        opj_stream_set_user_data(stream, memory, 0);
        opj_stream_set_user_data_length(stream, (ulong)memory->Length);
        opj_stream_set_read_function(stream, (nint)(delegate* unmanaged[Cdecl]<byte*, nuint, Memory*, nuint>)&Read);
        opj_stream_set_write_function(stream, (nint)(delegate* unmanaged[Cdecl]<byte*, nuint, Memory*, nuint>)&Write);
        opj_stream_set_skip_function(stream, (nint)(delegate* unmanaged[Cdecl]<long, Memory*, long>)&Skip);
        opj_stream_set_seek_function(stream, (nint)(delegate* unmanaged[Cdecl]<long, Memory*, int>)&Seek);
        return stream;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint Read(byte* target, nuint count, Memory* memory)
    {
        var available = memory->Length - memory->Position;
        if (available <= 0) return nuint.MaxValue;
        var taken = Math.Min((long)count, available);
        Buffer.MemoryCopy(memory->Bytes + memory->Position, target, taken, taken);
        memory->Position += taken;
        return (nuint)taken;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint Write(byte* source, nuint count, Memory* memory)
    {
        if ((long)count > memory->Capacity - memory->Position) return nuint.MaxValue;
        Buffer.MemoryCopy(source, memory->Bytes + memory->Position, (long)count, (long)count);
        memory->Position += (long)count;
        memory->Length = Math.Max(memory->Length, memory->Position);
        return count;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Skip(long count, Memory* memory)
    {
        memory->Position += count;
        return count;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Seek(long position, Memory* memory)
    {
        memory->Position = position;
        return 1;
    }

    private static void Check(int success)
    {
        if (success == 0) throw new InvalidOperationException("OpenJPEG reports an error.");
    }

    private struct Memory
    {
        public byte* Bytes;
        public long Capacity;
        public long Length;
        public long Position;
    }

    /// <summary>What is used of opj_image_cmptparm_t.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 36)]
    private struct ComponentParameters
    {
        [FieldOffset(0)] public int StepX;
        [FieldOffset(4)] public int StepY;
        [FieldOffset(8)] public int Width;
        [FieldOffset(12)] public int Height;
        [FieldOffset(24)] public int Precision;
    }

    /// <summary>What is used of opj_image_comp_t.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 64)]
    private readonly struct Component
    {
        [FieldOffset(48)] public readonly int* Data;
    }

    /// <summary>What is used of opj_image_t.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 48)]
    private struct Image
    {
        [FieldOffset(8)] public int X1;
        [FieldOffset(12)] public int Y1;
        [FieldOffset(24)] public readonly Component* Components;
    }

    [LibraryImport(Library)]
    private static partial void opj_set_default_encoder_parameters(byte* parameters);

    [LibraryImport(Library)]
    private static partial void opj_set_default_decoder_parameters(byte* parameters);

    [LibraryImport(Library)]
    private static partial Image* opj_image_create(int count, ComponentParameters* components, int colourSpace);

    [LibraryImport(Library)]
    private static partial void opj_image_destroy(Image* image);

    [LibraryImport(Library)]
    private static partial nint opj_create_compress(int format);

    [LibraryImport(Library)]
    private static partial nint opj_create_decompress(int format);

    [LibraryImport(Library)]
    private static partial void opj_destroy_codec(nint codec);

    [LibraryImport(Library)]
    private static partial int opj_setup_encoder(nint codec, byte* parameters, Image* image);

    [LibraryImport(Library)]
    private static partial int opj_start_compress(nint codec, Image* image, nint stream);

    [LibraryImport(Library)]
    private static partial int opj_encode(nint codec, nint stream);

    [LibraryImport(Library)]
    private static partial int opj_end_compress(nint codec, nint stream);

    [LibraryImport(Library)]
    private static partial int opj_setup_decoder(nint codec, byte* parameters);

    [LibraryImport(Library)]
    private static partial int opj_read_header(nint stream, nint codec, Image** image);

    [LibraryImport(Library)]
    private static partial int opj_decode(nint codec, nint stream, Image* image);

    [LibraryImport(Library)]
    private static partial nint opj_stream_create(nuint bufferSize, int isInput);

    [LibraryImport(Library)]
    private static partial void opj_stream_destroy(nint stream);

    [LibraryImport(Library)]
    private static partial void opj_stream_set_user_data(nint stream, Memory* data, nint free);

    [LibraryImport(Library)]
    private static partial void opj_stream_set_user_data_length(nint stream, ulong length);

    [LibraryImport(Library)]
    private static partial void opj_stream_set_read_function(nint stream, nint function);

    [LibraryImport(Library)]
    private static partial void opj_stream_set_write_function(nint stream, nint function);

    [LibraryImport(Library)]
    private static partial void opj_stream_set_skip_function(nint stream, nint function);

    [LibraryImport(Library)]
    private static partial void opj_stream_set_seek_function(nint stream, nint function);
}
