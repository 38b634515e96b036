using System.Text.Json;
using Baseline.Azure;

namespace Baseline.Estates;

/// <summary>Something in Azure as it was read.</summary>
public sealed class ObservedResource
{
    private readonly JsonElement _body;
    private readonly UnparsedBody? _unparsed;

    /// <summary>What was read, with its body as it was parsed.</summary>
    /// <param name="id">Its id, spelled as Azure returned it.</param>
    /// <param name="body">The raw ARM body, every unknown member included.</param>
    public ObservedResource(ResourceId id, JsonElement body)
    {
        Id = id;
        _body = body;
    }

    private ObservedResource(ResourceId id, UnparsedBody? unparsed, JsonElement body)
    {
        Id = id;
        _unparsed = unparsed;
        _body = body;
    }

    /// <summary>Its id, spelled as Azure returned it.</summary>
    public ResourceId Id { get; }

    /// <summary>The raw ARM body, every unknown member included.</summary>
    public JsonElement Body => _unparsed?.Element ?? _body;

    /// <summary>What a look into the body tells, as cheap for one of very many as for any: for that alone no body is kept parsed.</summary>
    /// <param name="look">Looks; nothing of what it is given may be kept but text and numbers.</param>
    public T Look<T>(Func<JsonElement, T> look) => _unparsed is null ? look(_body) : _unparsed.Look(look);

    /// <summary>
    /// The same as with a body, for one of very many: only its text is kept, and it is parsed again where it is looked at. What it was
    /// cut out of can go.
    /// </summary>
    /// <param name="id">Its id, spelled as Azure returned it.</param>
    /// <param name="body">The raw ARM body; an object.</param>
    public static ObservedResource Unparsed(ResourceId id, JsonElement body) =>
        new(id, UnparsedBody.Of(body), default);

    /// <summary>The same under its id as another object has it, so that very many need not keep it twice.</summary>
    public ObservedResource Under(ResourceId id) => new(id, _unparsed, _body);

    /// <summary>The id.</summary>
    public override string ToString() => Id.ToString();
}
