using System.Text.Json;
using Baseline.Azure;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>
/// The digest that ties a change to what was observed. Azure has no ETag on nearly all of the resources that are written
/// (docs/azure.md#no-etags), so the live document is read again before the write and digested the same way.
/// </summary>
public static class Precondition
{
    /// <summary>The digest of the part of a live document that a change rests on.</summary>
    /// <param name="change">The change; references in it are resolved, except while it is planned.</param>
    /// <param name="live">The live document; undefined when there is none.</param>
    /// <param name="types">The types that the tool writes to.</param>
    public static string Digest(Change change, JsonElement live, ResourceTypes types) =>
        CanonicalJson.Digest(new ResourceNormalizer(types).Relevant(change, live));
}
