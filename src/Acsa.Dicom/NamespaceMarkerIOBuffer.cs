namespace Acsa.Dicom.IO.Buffer; public static class NamespaceMarkerIOBuffer { }
