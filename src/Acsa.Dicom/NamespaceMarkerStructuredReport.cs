namespace Acsa.Dicom.StructuredReport; public static class NamespaceMarkerStructuredReport { }
