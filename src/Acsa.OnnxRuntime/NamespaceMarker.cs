namespace Acsa.OnnxRuntime; public static class NamespaceMarker { }
