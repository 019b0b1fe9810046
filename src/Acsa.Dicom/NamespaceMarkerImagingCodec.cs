namespace Acsa.Dicom.Imaging.Codec; public static class NamespaceMarkerImagingCodec { }
