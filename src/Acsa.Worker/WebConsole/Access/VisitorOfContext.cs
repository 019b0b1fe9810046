using Microsoft.AspNetCore.Http;

namespace Acsa.Worker.WebConsole.Access;

/// <summary>The visitor of a request.</summary>
static class VisitorOfContext
{
    public static Visitor Visitor(this HttpContext context) =>
        context.Items[typeof(Visitor)] as Visitor ?? Access.Visitor.Nobody;
}
