namespace Acsa.Dicom.IO.Writer; public static class NamespaceMarkerIOWriter { }
