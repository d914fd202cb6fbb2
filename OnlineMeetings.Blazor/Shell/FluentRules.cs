using FluentValidation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace OnlineMeetings.Shell;

/// <summary>Lets a form be checked by our rules: each message appears at its field. Stands inside an EditForm.</summary>
public sealed class FluentRules<TForm> : ComponentBase, IDisposable where TForm : class
{
    private ValidationMessageStore _messages = null!;

    [CascadingParameter] public required EditContext Form { get; set; }

    [Parameter, EditorRequired] public required IValidator<TForm> Rules { get; set; }

    protected override void OnInitialized()
    {
        _messages = new ValidationMessageStore(Form);
        Form.OnValidationRequested += CheckAll;
        Form.OnFieldChanged += CheckField;
    }

    public void Dispose()
    {
        Form.OnValidationRequested -= CheckAll;
        Form.OnFieldChanged -= CheckField;
    }

    private void CheckAll(object? sender, ValidationRequestedEventArgs e)
    {
        _messages.Clear();
        foreach (var failure in Rules.Validate((TForm)Form.Model).Errors)
            _messages.Add(Form.Field(failure.PropertyName), failure.ErrorMessage);
        Form.NotifyValidationStateChanged();
    }

    private void CheckField(object? sender, FieldChangedEventArgs e)
    {
        _messages.Clear(e.FieldIdentifier);
        foreach (var failure in Rules.Validate((TForm)Form.Model).Errors.Where(f => f.PropertyName == e.FieldIdentifier.FieldName))
            _messages.Add(e.FieldIdentifier, failure.ErrorMessage);
        Form.NotifyValidationStateChanged();
    }
}
