using Baseline.Documents;
using Baseline.Estates;

namespace Baseline.Controls;

/// <summary>What Azure must let a role do for a control, each as a control-plane action; in any order, each as often as comes.</summary>
/// <param name="Reads">What its verdicts rest on.</param>
/// <param name="Writes">What remediation sends.</param>
/// <param name="Deletes">What taking back a run deletes.</param>
/// <param name="Destinations">What Azure asks for at the resources that receive logs.</param>
public sealed record RoleActions(
    IReadOnlyList<string> Reads, IReadOnlyList<string> Writes, IReadOnlyList<string> Deletes, IReadOnlyList<string> Destinations);

/// <summary>
/// A control as the catalogue has it: what it is about, and how each stage gets what it needs of it. To add a control is to write
/// one of these and to list it in the catalogue.
/// </summary>
public abstract class ControlDefinition : ControlReader
{
    /// <summary>What it is about, without a full stop.</summary>
    public abstract string Title { get; }

    /// <summary>The same in two or three words, at most 22 characters, for a table that has room for no more.</summary>
    public virtual string Topic => Title;

    /// <summary>What must hold, as a sentence.</summary>
    public abstract string Requires { get; }

    /// <summary>Where the rule comes from.</summary>
    public abstract Uri RulePage { get; }

    /// <summary>The JSON Schema (draft 7) of what stands under <c>controls.ID</c> in a document.</summary>
    public abstract string Schema { get; }

    /// <summary>Names that the tool gives to what it creates, where a document says nothing.</summary>
    public virtual IReadOnlyList<string> DefaultNames => [];

    /// <summary>Names that the tool gives to what it creates, whatever a document says.</summary>
    public virtual IReadOnlyList<string> FixedNames => [];

    /// <summary>
    /// The place, as in <see cref="ChangeRanks"/>, of the diagnostic settings that it asks for; that of a vault's setting by default.
    /// </summary>
    public virtual int SettingRank => ChangeRanks.VaultSetting;

    /// <summary>The control as a document wants it.</summary>
    /// <param name="settings">Settings that <see cref="ControlReader.Read"/> of this definition returned.</param>
    public abstract IControl Create(IControlSettings settings);

    /// <summary>What has to be read for its verdicts.</summary>
    /// <param name="settings">Settings that <see cref="ControlReader.Read"/> of this definition returned.</param>
    public abstract EstateNeeds Needs(IControlSettings settings);

    /// <summary>What the custom roles of a document need for it.</summary>
    /// <param name="settings">Settings that <see cref="ControlReader.Read"/> of this definition returned.</param>
    public abstract RoleActions Actions(IControlSettings settings);

    /// <summary>
    /// What <c>init</c> writes into a first document: YAML beneath <c>controls:</c>, indented by two spaces, with comments, ending
    /// with a line break.
    /// </summary>
    /// <param name="estate">What was read.</param>
    /// <param name="scope">What the document will cover of it.</param>
    /// <param name="asOf">The day, in UTC.</param>
    public abstract string Starter(Estate estate, EstateScope scope, DateOnly asOf);

    /// <summary>
    /// The same of a document that is to have some parts of the control, whatever was read: nothing that is needed for them is a comment.
    /// What <see cref="Starter"/> gives by default.
    /// </summary>
    /// <param name="estate">What was read.</param>
    /// <param name="scope">What the document will cover of it.</param>
    /// <param name="asOf">The day, in UTC.</param>
    /// <param name="parts">The parts, by the words of <c>standards.txt</c>; none for the control itself.</param>
    public virtual string StarterOf(Estate estate, EstateScope scope, DateOnly asOf, IReadOnlyList<string> parts) =>
        Starter(estate, scope, asOf);
}

/// <summary>A definition whose settings are of one type.</summary>
/// <typeparam name="TSettings">What a document says of the control.</typeparam>
public abstract class ControlDefinition<TSettings> : ControlDefinition
    where TSettings : class, IControlSettings
{
    /// <inheritdoc/>
    public sealed override IControl Create(IControlSettings settings) => Create(Own(settings));

    /// <inheritdoc/>
    public sealed override EstateNeeds Needs(IControlSettings settings) => Needs(Own(settings));

    /// <inheritdoc/>
    public sealed override RoleActions Actions(IControlSettings settings) => Actions(Own(settings));

    /// <inheritdoc cref="Create(IControlSettings)"/>
    protected abstract IControl Create(TSettings settings);

    /// <inheritdoc cref="Needs(IControlSettings)"/>
    protected abstract EstateNeeds Needs(TSettings settings);

    /// <inheritdoc cref="Actions(IControlSettings)"/>
    protected abstract RoleActions Actions(TSettings settings);

    private TSettings Own(IControlSettings settings) => settings as TSettings
        ?? throw new ArgumentException($"These are settings of {settings.Control}, not of {Id}.", nameof(settings));
}
