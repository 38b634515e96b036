using System.Text.Json;
using Baseline.Azure;

namespace Baseline.Arm.Client;

/// <summary>Reads resources and lists of any type, each with the api-version of its type.</summary>
/// <param name="arm">Where to read.</param>
/// <param name="types">What is known of the types.</param>
internal sealed class ResourceClient(ArmConnection arm, ReadTypes types)
{
    /// <summary>One resource. The registration of a provider in a subscription is one as well.</summary>
    public Task<ArmAnswer> GetAsync(ResourceId id, CancellationToken cancellationToken)
    {
        var isProvider = !id.Type.Contains('/', StringComparison.Ordinal);
        return types.Find(isProvider ? ReadTypes.Provider : id.Type) is { } type
            ? arm.GetAsync(id.Text, type.ApiVersion, cancellationToken)
            : Task.FromResult(new ArmAnswer(0, default, Unknown(id.Type)));
    }

    /// <summary>All resources of a type that an owner has, as far as the type is known.</summary>
    public Task<ArmList> ListAsync(string type, ResourceId owner, CancellationToken cancellationToken) =>
        types.Find(type) is { } known
            ? ListAsync(known, owner, cancellationToken)
            : Task.FromResult(new ArmList([], Unknown(type)));

    /// <summary>All resources of a type that an owner has.</summary>
    public Task<ArmList> ListAsync(ReadType type, ResourceId owner, CancellationToken cancellationToken) =>
        ListAsync(type, owner, pageRead: null, cancellationToken);

    /// <summary>All resources of a type that an owner has, which are told of a page at a time.</summary>
    /// <param name="type">The type, which must be known.</param>
    /// <param name="owner">The owner.</param>
    /// <param name="pageRead">Hears of the ids of each page before the next one is asked for.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="ArgumentException">The type is not known.</exception>
    public Task<ArmList> ListAsync(
        string type, ResourceId owner, Action<IEnumerable<ResourceId>> pageRead, CancellationToken cancellationToken)
    {
        var path = ReadType.ListOf(type, owner);
        return ListAsync(
            new ReadType(type, ApiVersionOf(type)),
            owner,
            page => pageRead(page.Select(item => ExpectedBody.IdOf(item, path)).OfType<ResourceId>()),
            cancellationToken);
    }

    /// <summary>
    /// All that lies in a subscription, of whatever type: who the resources are, with sku, kind, location and tags, and without their
    /// properties.
    /// </summary>
    public Task<ArmList> ListEverythingAsync(ResourceId subscription, CancellationToken cancellationToken) =>
        arm.ListAsync(EverythingIn(subscription).Text, ApiVersionOf(TypeNames.ResourceGroup), cancellationToken);

    /// <summary>The path of the list of all that lies in a subscription.</summary>
    public static ResourceId EverythingIn(ResourceId subscription) => subscription.Child("resources");

    private Task<ArmList> ListAsync(
        ReadType type, ResourceId owner, Action<IReadOnlyList<JsonElement>>? pageRead, CancellationToken cancellationToken) =>
        arm.ListAsync(ReadType.ListOf(type.Name, owner).Text, type.ApiVersion, pageRead, cancellationToken);

    /// <summary>The api-version of a type that is known.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public string ApiVersionOf(string type) =>
        types.Find(type)?.ApiVersion ?? throw new ArgumentException($"{type} is no type that is read.", nameof(type));

    private static ArmFailure Unknown(string type) => new(0, "UnknownType", $"The tool knows no api-version of {type}.");
}
