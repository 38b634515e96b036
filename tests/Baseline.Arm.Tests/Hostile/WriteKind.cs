using Baseline.Azure;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Arm.Tests.Hostile;

/// <summary>One kind of write, and where it is made.</summary>
/// <param name="Type">The type written to.</param>
/// <param name="Method">The method; of an access policy with its verb.</param>
/// <param name="World">The estate and the document.</param>
/// <param name="Undos">How many runs come before the one that makes it: none before an apply, one before its undo.</param>
/// <param name="Has">Something that the body of the write has; empty where it does not matter.</param>
internal sealed record WriteKind(string Type, string Method, WrittenWorld World, int Undos, string Has = "")
{
    private const string Vaults = "Microsoft.KeyVault/vaults";
    private const string AccessPolicies = $"{Vaults}/accessPolicies";

    /// <summary>Whether a request is of the kind.</summary>
    public bool Is(string method, string path) =>
        ResourceId.TryParse(path, out var id) && ControlCatalogue.Product.Types.TypeOf(Type).IsWrittenAt(id) && Method == NameOf(Type, method, path);

    /// <summary>Whether a request reads what the kind writes.</summary>
    public bool IsReadBy(string method, string path) =>
        method == "GET" && ResourceId.TryParse(path, out var id) && id.IsOfType(Type == AccessPolicies ? Vaults : Type);

    /// <summary>Whether a planned change is of the kind.</summary>
    public bool Is(Change change) => Type == change.Type && Method == NameOf(Type, change.Method, change.Resource)
        && $"{change.Body}".Contains(Has, StringComparison.Ordinal);

    /// <summary>The method of a write; of an access policy and of an action with its verb, because each does another thing.</summary>
    public static string NameOf(string type, string method, string resource) =>
        type == AccessPolicies || method == "POST" ? $"{method} {resource.Split('/')[^1]}" : method;

    /// <summary>The write of a planned change.</summary>
    public static ArmWrite WriteOf(Change change) => new(change.Type, change.Method, change.Resource, change.ApiVersion, change.Body);
}
